//! Positions in a text, in types that cannot be mixed: bytes, code points and tokens.

/// A half-open range of bytes of the text, always on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl ByteSpan {
    /// A span from byte offsets; offsets past 4 GiB are clamped.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The text that the span covers, or "" where it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        (self.end.saturating_sub(self.start)) as usize
    }

    /// True where the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// True where `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A half-open range of Unicode code points of the text as given: what the output speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharSpan {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

macro_rules! index_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// From a position in its table.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The position in its table.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}
pub(crate) use index_type;

index_type! {
    /// A token's position in [`Text::tokens`](super::Text::tokens).
    TokenId
}

impl TokenId {
    /// The token before it; None before the first of the text.
    pub fn before(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }
}

index_type! {
    /// A sentence's position in [`Text::sentences`](super::Text::sentences).
    SentenceId
}

/// A half-open range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenSpan {
    /// First token.
    pub start: TokenId,
    /// One past the last token.
    pub end: TokenId,
}

impl TokenSpan {
    /// A span from token positions.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: TokenId::new(start), end: TokenId::new(end) }
    }

    /// The span of one token.
    pub fn one(token: TokenId) -> Self {
        Self { start: token, end: TokenId(token.0 + 1) }
    }

    /// The positions, first to last.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start.index()..self.end.index()
    }

    /// The tokens, first to last.
    pub fn tokens(self) -> impl DoubleEndedIterator<Item = TokenId> + ExactSizeIterator + Clone {
        self.range().map(TokenId::new)
    }

    /// Number of tokens.
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// True where there is no token in it.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The last token; the first one of an empty span.
    pub fn last(self) -> TokenId {
        if self.is_empty() { self.start } else { TokenId(self.end.0 - 1) }
    }

    /// True where `token` is one of them.
    pub fn has(self, token: TokenId) -> bool {
        self.start <= token && token < self.end
    }

    /// True where `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two share a token.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
