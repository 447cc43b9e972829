//! Names as the gazetteer knows them: folded to what spellings have in common, hashed, and with what is known of each.

use super::file::Gazetteer;

/// Bits of a hash that name its bucket in the file.
pub(super) const BUCKET_BITS: u32 = 15;
/// Bits that tell it from others there.
const CHECK_BITS: u32 = 24;

/// What is known of a name that a place bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameFlags(u8);

impl NameFlags {
    /// As the file has them.
    pub(super) fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// Its main name, not one of the others.
    pub fn primary(self) -> bool {
        self.0 & 1 != 0
    }

    /// Written in capitals only: `UAE`.
    pub fn acronym(self) -> bool {
        self.0 & 2 != 0
    }

    /// Written with a full stop only: `Ky.`
    pub fn abbreviation(self) -> bool {
        self.0 & 4 != 0
    }

    /// Ordinary words of English: `Mobile`, `Nice`.
    pub fn word(self) -> bool {
        self.0 & 8 != 0
    }

    /// A frequent given name.
    pub fn given(self) -> bool {
        self.0 & 16 != 0
    }

    /// A frequent surname.
    pub fn surname(self) -> bool {
        self.0 & 32 != 0
    }
}

/// A folded name as the gazetteer sorts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameHash(u64);

/// Folds a name piece by piece: lower-case ASCII words with one space between, apostrophes dropped.
#[derive(Clone, Copy, Debug)]
pub struct Folder<'g> {
    gazetteer: &'g Gazetteer,
    state: u64,
    empty: bool,
    space: bool,
}

impl<'g> Folder<'g> {
    /// A folder that has read nothing.
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        Self { gazetteer, state: 0xCBF2_9CE4_8422_2325, empty: true, space: false }
    }

    /// Reads on. False where a letter is not Latin: no name has it.
    pub fn push(&mut self, piece: &str) -> bool {
        for c in piece.chars() {
            match c {
                'a'..='z' | '0'..='9' => self.letter(c as u8),
                'A'..='Z' => self.letter(c.to_ascii_lowercase() as u8),
                '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʹ' | '‛' | 'ʿ' | 'ʾ' | '\u{300}'..='\u{36F}' => {
                }
                c if !c.is_alphanumeric() => self.space = true,
                c => match self.gazetteer.folded(c) {
                    Some(&[first, second]) if first != 0 => {
                        self.letter(first);
                        if second != 0 {
                            self.letter(second);
                        }
                    }
                    _ => return false,
                },
            }
        }
        true
    }

    fn letter(&mut self, byte: u8) {
        if std::mem::take(&mut self.space) && !self.empty {
            self.byte(b' ');
        }
        self.empty = false;
        self.byte(byte);
    }

    fn byte(&mut self, byte: u8) {
        self.state = (self.state ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    }

    /// The name read so far.
    pub fn hash(&self) -> NameHash {
        let mixed = (self.state ^ self.state >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        NameHash(mixed >> (64 - BUCKET_BITS - CHECK_BITS))
    }
}

impl NameHash {
    /// The bucket of the file that the name is in, and what tells it from others there.
    pub(super) fn place(self) -> (u64, u32) {
        (self.0 >> CHECK_BITS, (self.0 & ((1 << CHECK_BITS) - 1)) as u32)
    }

    /// The hash of a whole name.
    pub fn of(gazetteer: &Gazetteer, name: &str) -> Option<Self> {
        let mut folder = Folder::new(gazetteer);
        (folder.push(name) && !folder.empty).then(|| folder.hash())
    }
}
