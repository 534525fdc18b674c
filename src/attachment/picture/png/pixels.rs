//! Packed pixels: unpacked as far as it takes to know where they end, and not kept.

use flate2::{Decompress, FlushDecompress, Status};

use super::super::unpacked::{Extent, Unpacking};
use super::super::{DAMAGED, Why};

/// The most bytes that one picture is unpacked to.
pub(super) const MOST: u64 = 1 << 30;

/// What stands packed in chunks one behind the other.
#[derive(Debug)]
pub(super) enum Pixels {
    /// Nobody knows where they end.
    New(Follower),
    /// What is left of them, of which somebody knows.
    Known(Extent),
}

impl Pixels {
    /// Pixels that take as many bytes when they are unpacked.
    pub(super) fn of(expected: u64, unpacking: &mut Unpacking<'_>) -> Result<Self, Why> {
        Ok(match unpacking.pixels()? {
            Some(extent) => Self::Known(extent),
            None => Self::New(Follower { unpacking: Decompress::new(true), expected, is_over: false }),
        })
    }

    /// Takes a chunk; says how much of it belongs to the pixels.
    pub(super) fn take(
        &mut self,
        packed: &[u8],
        unpacking: &mut Unpacking<'_>,
        unpacked: &mut u64,
    ) -> Result<usize, Why> {
        match self {
            Self::Known(left) => {
                let used = usize::try_from(left.packed).map_or(packed.len(), |left| left.min(packed.len()));
                left.packed -= used as u64;
                *unpacked += std::mem::take(&mut left.unpacked);
                Ok(used)
            }
            Self::New(follower) => {
                let used = follower.take(packed, unpacked);
                match used {
                    Ok(_) => unpacking.are(follower.extent()),
                    Err(why) => unpacking.are_refused(why),
                }
                used
            }
        }
    }
}

/// Follows packed pixels to their end.
#[derive(Debug)]
pub(super) struct Follower {
    unpacking: Decompress,
    expected: u64,
    is_over: bool,
}

impl Follower {
    fn extent(&self) -> Extent {
        Extent { packed: self.unpacking.total_in(), unpacked: self.unpacking.total_out() }
    }

    fn take(&mut self, packed: &[u8], unpacked: &mut u64) -> Result<usize, Why> {
        let mut room = [0; 16 * 1024];
        let before = self.unpacking.total_in();
        let mut used = 0;
        while !self.is_over {
            let out = self.unpacking.total_out();
            let status = self
                .unpacking
                .decompress(&packed[used..], &mut room, FlushDecompress::None)
                .map_err(|_| DAMAGED)?;
            used = usize::try_from(self.unpacking.total_in() - before).map_err(|_| DAMAGED)?;
            let gained = self.unpacking.total_out() - out;
            *unpacked += gained;
            if self.unpacking.total_out() > self.expected {
                return Err("it has more pixels than it says; save it again");
            }
            self.is_over = status == Status::StreamEnd;
            if used == packed.len() && gained < room.len() as u64 {
                break;
            }
            if status == Status::BufError {
                break;
            }
        }
        Ok(used)
    }
}
