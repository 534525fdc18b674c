//! Colour profiles (ICC): what the colours are, without what the profile is called, who made it, when and for which screen.

use std::ops::Range;

/// The bytes before the list of tags, and of an entry of that list.
const HEAD: usize = 128;
const ENTRY: usize = 12;

/// More tags than any profile has.
const MOST_TAGS: usize = 256;

/// The tags that say what the colours are, as far as anything that shows pictures asks for them.
const COLOURS: [&[u8; 4]; 17] = [
    b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt", b"bkpt", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"chad", b"A2B0",
    b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"cicp",
];

/// What a profile is of: a camera, a screen, a printer, a space of colours.
const CLASSES: [&[u8; 4]; 4] = [b"scnr", b"mntr", b"prtr", b"spac"];

/// Spaces of colours.
const SPACES: [&[u8; 4]; 8] = [b"RGB ", b"GRAY", b"CMYK", b"Lab ", b"XYZ ", b"YCbr", b"Luv ", b"HSV "];

/// The first day of 2000: a profile has to be of some day.
const DAY: [u8; 12] = [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];

/// The light of the space in between, which is the same in all profiles: D50.
const LIGHT: [u8; 12] = [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D];

/// What every profile is called here, for it has to be called something.
const NAME: &str = "colours";

/// A profile with nothing but the colours; `None` where no program would understand it.
pub(super) fn neutral(profile: &[u8]) -> Option<Vec<u8>> {
    let head = profile.first_chunk::<HEAD>()?;
    let is_known = &head[36..40] == b"acsp"
        && CLASSES.iter().any(|class| head[12..16] == **class)
        && [&head[16..20], &head[20..24]].iter().all(|own| SPACES.iter().any(|space| *own == &space[..]));
    let count = number(profile, HEAD)?;
    if !is_known || count > MOST_TAGS {
        return None;
    }
    let mut tags: Vec<([u8; 4], Vec<u8>)> =
        vec![(*b"desc", name(head[8], true)), (*b"cprt", name(head[8], false))];
    for at in 0..count {
        let at = HEAD + 4 + at * ENTRY;
        let tag = *profile.get(at..)?.first_chunk::<4>()?;
        let start = number(profile, at + 4)?;
        let data = profile.get(start..start.checked_add(number(profile, at + 8)?)?)?;
        let is_new = !tags.iter().any(|(known, _)| *known == tag);
        if is_new && COLOURS.contains(&&tag) {
            tags.push((tag, values(data)?));
        }
    }
    if tags.len() > 2 { written(head, &tags) } else { None }
}

/// A profile of these tags. Those of the same values share them, as most profiles do with the curves of their colours.
fn written(head: &[u8; HEAD], tags: &[([u8; 4], Vec<u8>)]) -> Option<Vec<u8>> {
    let mut whole = vec![0; HEAD];
    for kept in [8..10, 12..24, 36..40, 64..68] {
        whole[kept.clone()].copy_from_slice(&head[kept]);
    }
    whole[24..36].copy_from_slice(&DAY);
    whole[68..80].copy_from_slice(&LIGHT);
    let size = |size: usize| u32::try_from(size).ok().map(u32::to_be_bytes);
    whole.extend(size(tags.len())?);
    let mut data: Vec<u8> = Vec::new();
    let data_at = HEAD + 4 + tags.len() * ENTRY;
    let mut places: Vec<usize> = Vec::new();
    for (at, (tag, values)) in tags.iter().enumerate() {
        let same = tags[..at].iter().position(|(_, other)| other == values);
        let place = same.map_or(data.len(), |same| places[same]);
        if same.is_none() {
            data.extend_from_slice(values);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        places.push(place);
        whole.extend(tag);
        whole.extend(size(data_at + place)?);
        whole.extend(size(values.len())?);
    }
    whole.extend(data);
    let all = size(whole.len())?;
    whole[..4].copy_from_slice(&all);
    Some(whole)
}

/// The words that a profile must have, in the form of its version.
fn name(version: u8, is_name: bool) -> Vec<u8> {
    let length = u8::try_from(NAME.len()).unwrap_or(u8::MAX);
    if version >= 4 {
        let words: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let head = [0, 0, 0, 1, 0, 0, 0, 12, b'e', b'n', b'G', b'B', 0, 0, 0, 2 * length, 0, 0, 0, 28];
        return [&b"mluc\0\0\0\0"[..], &head, &words].concat();
    }
    if !is_name {
        return [&b"text\0\0\0\0"[..], NAME.as_bytes(), &[0]].concat();
    }
    // Behind the name stands room for it in two further writings.
    [&b"desc\0\0\0\0\0\0\0"[..], &[length + 1], NAME.as_bytes(), &[0; 1 + 8 + 70]].concat()
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?)).ok()
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?)))
}

/// The values of a tag, without anything between and behind them.
fn values(data: &[u8]) -> Option<Vec<u8>> {
    let kind = data.first_chunk::<4>()?;
    let table = || -> Option<usize> {
        let (inputs, outputs, points) = (*data.get(8)?, *data.get(9)?, *data.get(10)?);
        usize::from(points).checked_pow(inputs.into())?.checked_mul(outputs.into())
    };
    let sides = || -> Option<(usize, usize)> { Some(((*data.get(8)?).into(), (*data.get(9)?).into())) };
    let length = match kind {
        b"XYZ " => 20,
        b"cicp" => 12,
        b"sf32" => 8 + 9 * 4,
        b"curv" | b"para" => curve(data)?,
        b"mft1" => {
            let (inputs, outputs) = sides()?;
            table()?.checked_add(48 + 256 * (inputs + outputs))?
        }
        b"mft2" => {
            let (inputs, outputs) = sides()?;
            let ends = short(data, 48)? * inputs + short(data, 50)? * outputs;
            table()?.checked_add(ends)?.checked_mul(2)?.checked_add(52)?
        }
        b"mAB " | b"mBA " => return steps(data),
        _ => return None,
    };
    let mut kept = data.get(..length)?.to_vec();
    kept[4..8].fill(0);
    Some(kept)
}

/// The length of a curve.
fn curve(data: &[u8]) -> Option<usize> {
    match data.first_chunk::<4>()? {
        b"curv" => number(data, 8)?.checked_mul(2)?.checked_add(12),
        b"para" => Some(12 + 4 * [1, 3, 4, 5, 7].get(short(data, 8)?)?),
        _ => None,
    }
}

/// The steps of a transformation, each of which stands at a place of its own; what belongs to none is blanked.
fn steps(data: &[u8]) -> Option<Vec<u8>> {
    const STEPS_HEAD: usize = 32;
    let (inputs, outputs) = (usize::from(*data.get(8)?), usize::from(*data.get(9)?));
    // The curves nearest to the space in between are those of the outputs of one kind, and of the inputs of the other.
    let (near, far) = if data.starts_with(b"mAB ") { (outputs, inputs) } else { (inputs, outputs) };
    let place = |at| number(data, at).map(|place| (place != 0).then_some(place));
    let mut used: Vec<Range<usize>> = vec![0..4, 8..10, 12..STEPS_HEAD];
    for (curves, count) in [(place(12)?, near), (place(20)?, near), (place(28)?, far)] {
        let Some(mut at) = curves else { continue };
        for _ in 0..count {
            let length = curve(data.get(at..)?)?;
            used.extend([at..at + 4, at + 8..at + length]);
            at += length.next_multiple_of(4);
        }
    }
    if let Some(matrix) = place(16)? {
        used.push(matrix..matrix + 48);
    }
    if let Some(at) = place(24)? {
        let points = data.get(at..at + 16)?.iter().take(inputs).map(|points| usize::from(*points));
        let count = points.into_iter().try_fold(outputs, usize::checked_mul)?;
        let width = usize::from(*data.get(at + 16)?);
        used.push(at..at + inputs.min(16));
        used.push(at + 16..at + 17);
        used.push(at + 20..(at + 20).checked_add(count.checked_mul(width)?)?);
    }
    let mut kept = vec![0; used.iter().map(|range| range.end).max()?];
    for range in used {
        kept.get_mut(range.clone())?.copy_from_slice(data.get(range)?);
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A profile of tags, each with its values.
    fn profile(version: u8, tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
        let mut head = [b'J'; HEAD];
        head[8] = version;
        head[12..24].copy_from_slice(b"mntrRGB XYZ ");
        head[36..40].copy_from_slice(b"acsp");
        let tags: Vec<_> = tags.iter().map(|(tag, values)| (**tag, values.clone())).collect();
        let mut whole = written(&head, &tags).unwrap();
        whole[4..8].copy_from_slice(b"Jane");
        whole[40..64].copy_from_slice(b"Jane Example, her screen");
        whole[80..128].fill(b'J');
        whole
    }

    fn xyz() -> Vec<u8> {
        [&b"XYZ JaneABCDEFGHIJKL"[..], b"Jane"].concat()
    }

    #[test]
    fn a_profile_keeps_its_colours_and_loses_its_words() {
        let steps = {
            let mut steps = b"mAB Jane\x01\x01Ja".to_vec();
            for place in [32_u32, 0, 0, 52, 40] {
                steps.extend(place.to_be_bytes());
            }
            steps.extend(b"curvJane");
            // A curve of no points is of twelve bytes; one more begins where the last ended.
            steps.extend([0; 4]);
            steps.extend(b"JaneJane");
            steps.extend([2; 16]);
            steps.extend(b"\x01Jan\x07\x08Jane");
            steps[28..32].copy_from_slice(&0_u32.to_be_bytes());
            steps
        };
        for version in [2, 4] {
            let full = profile(
                version,
                &[
                    (b"dscm", b"mlucJane Example".to_vec()),
                    (b"rXYZ", xyz()),
                    (b"gXYZ", xyz()),
                    (b"rTRC", b"curvJane\0\0\0\x01\x02\x33Jane".to_vec()),
                    (b"gTRC", b"paraJane\0\0Ja\0\x02\x33\0Jane".to_vec()),
                    (b"A2B0", steps.clone()),
                    (b"mmod", b"mmodJane Example".to_vec()),
                ],
            );
            let kept = neutral(&full).unwrap();
            assert!(memchr::memmem::find(&kept, b"Jan").is_none(), "{}", String::from_utf8_lossy(&kept));
            assert!(memchr::memmem::find(&kept, b"ABCDEFGHIJKL").is_some());
            for tag in [&b"desc"[..], b"cprt", b"rXYZ", b"gXYZ", b"rTRC", b"gTRC", b"A2B0"] {
                assert!(memchr::memmem::find(&kept, tag).is_some(), "{tag:?}");
            }
            assert_eq!(neutral(&kept), Some(kept));
        }
    }

    #[test]
    fn what_no_program_understands_is_no_profile() {
        let full = profile(2, &[(b"rXYZ", xyz())]);
        assert!(neutral(&full).is_some());
        for (what, at, byte) in
            [("mark", 36, b'x'), ("class", 12, b'x'), ("space", 16, b'x'), ("count", 128, 1)]
        {
            let mut other = full.clone();
            other[at] = byte;
            assert_eq!(neutral(&other), None, "{what}");
        }
        assert_eq!(neutral(&profile(2, &[(b"desc", xyz())])), None, "no colours");
        assert_eq!(neutral(b"sRGB"), None);
        for at in 0..full.len() - 4 {
            assert_eq!(neutral(&full[..at]), None, "cut at {at}");
        }
    }
}
