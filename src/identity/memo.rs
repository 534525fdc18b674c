//! What was found of pieces of text before, by a hash: a language has few words, and a site few pieces of pages.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher as _;
use std::sync::atomic::{AtomicU64, Ordering};

/// Answers of yes or no to pieces of text. Many threads use it at once. Each place holds one piece; a race, or another piece
/// of the same place, loses an entry, never an answer.
pub struct Memo {
    places: Box<[AtomicU64]>,
    seeds: [u64; 2],
}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").field("places", &self.places.len()).finish_non_exhaustive()
    }
}

/// The hash of a piece of text, of which one run has another than the next.
#[derive(Debug, Clone, Copy)]
pub struct Key(u64);

impl Key {
    /// The key of something else that is known of the same piece.
    #[must_use]
    pub fn beside(self) -> Self {
        Self(!self.0)
    }
}

impl Memo {
    /// Room for this many pieces, a power of two.
    pub fn new(places: usize) -> Self {
        let state = RandomState::new();
        let mut all = Vec::new();
        all.resize_with(places, AtomicU64::default);
        Self { places: all.into_boxed_slice(), seeds: [state.hash_one(1), state.hash_one(2)] }
    }

    /// What is known of a piece.
    #[inline]
    pub fn get(&self, key: Key) -> Option<bool> {
        // The lowest bits say that the place is taken, and what is known.
        let known = self.place(key).load(Ordering::Relaxed);
        (known & !1 == key.0 & !3 | 2).then_some(known & 1 == 1)
    }

    /// Remembers an answer.
    #[inline]
    pub fn put(&self, key: Key, answer: bool) {
        self.place(key).store(key.0 & !3 | 2 | u64::from(answer), Ordering::Relaxed);
    }

    fn place(&self, key: Key) -> &AtomicU64 {
        &self.places[(key.0 >> 2) as usize & (self.places.len() - 1)]
    }

    /// A hash that nobody can aim at, for its seeds are new in each run: of blocks of eight bytes, and of the length in bytes.
    #[inline]
    pub fn key(&self, length: usize, blocks: impl Iterator<Item = u64>) -> Key {
        let mut hash = self.seeds[0] ^ length as u64;
        for block in blocks {
            hash = fold(hash ^ block, self.seeds[1] | 1).rotate_left(23);
        }
        Key(fold(hash, self.seeds[0] | 1))
    }

    /// The hash of some bytes. Two halves are hashed side by side, each two blocks at a time: one product waits for the one before.
    pub fn key_of(&self, bytes: &[u8]) -> Key {
        let [one, other] = self.seeds;
        let (mut left, mut right) = (one, other);
        let (quads, rest) = bytes.as_chunks::<32>();
        for quad in quads {
            let block = |at: usize| u64::from_le_bytes(std::array::from_fn(|byte| quad[8 * at + byte]));
            left = fold(block(0) ^ one, block(1) ^ left);
            right = fold(block(2) ^ other, block(3) ^ right);
        }
        let (whole, rest) = rest.as_chunks::<8>();
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        let blocks = whole.iter().map(|block| u64::from_le_bytes(*block));
        self.key(bytes.len(), [left, right].into_iter().chain(blocks).chain([u64::from_le_bytes(last)]))
    }
}

fn fold(a: u64, b: u64) -> u64 {
    let product = (u128::from(a) * u128::from(b)).to_le_bytes();
    let half = |from: usize| u64::from_le_bytes(std::array::from_fn(|at| product[from + at]));
    half(0) ^ half(8)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn texts_that_differ_anywhere_have_other_keys() {
        let memo = Memo::new(16);
        let text: Vec<u8> = (0..150).collect();
        let mut keys = HashSet::new();
        for length in 0..=text.len() {
            assert!(keys.insert(memo.key_of(&text[..length]).0), "{length}");
        }
        for at in 0..text.len() {
            let mut other = text.clone();
            other[at] ^= 1;
            assert!(keys.insert(memo.key_of(&other).0), "{at}");
        }
        assert_eq!(memo.key_of(&text).0, memo.key_of(&text.clone()).0);
    }

    #[test]
    fn an_answer_is_remembered_until_its_place_is_taken() {
        let memo = Memo::new(1);
        let (one, other) = (memo.key_of(b"one"), memo.key_of(b"other"));
        assert_eq!(memo.get(one), None);
        memo.put(one, true);
        assert_eq!((memo.get(one), memo.get(other)), (Some(true), None));
        memo.put(other, false);
        assert_eq!((memo.get(one), memo.get(other)), (None, Some(false)));
    }
}
