//! What English spelling tells of a verb from the stem of its past or gerund.

/// The lemma of `stem` + `ed` or `ing`, as its beginning and what comes behind, where the spelling alone tells it.
///
/// One syllable of one vowel and one consonant would have doubled that consonant, so it has lost an -e (`stoned`, but
/// `planned`); so has what ends in most consonants and `l` (`tackling`). Behind two vowels, `x`, `rl`, `mb` and the like
/// no -e stands.
pub fn lemma_of(stem: &str) -> Option<(&str, &'static str)> {
    let letters = stem.as_bytes();
    let &[.., before, last] = letters else { return None };
    let third = letters.iter().rev().nth(2).copied();
    if before == last && matches!(last, b'b' | b'd' | b'g' | b'm' | b'n' | b'p' | b'r' | b't') {
        // `added`, `erred` have no letter to lose.
        let shorter = stem.get(..stem.len() - 1).filter(|s| s.len() > 2);
        return shorter.map(|s| (s, ""));
    }
    if last == b'l' && before == b'l' {
        return (vowels(letters).count() == 1).then_some((stem, ""));
    }
    let blend = before.is_ascii_alphabetic() && !is_vowel(before);
    let pair = third.is_some_and(|third| match (third, before) {
        (b'a' | b'o', b'i') | (b'o', b'a' | b'o') | (b'e', b'e') => {
            matches!(last, b'b' | b'd' | b'f' | b'k' | b'l' | b'm' | b'n' | b'p' | b'r' | b't')
        }
        (b'e', b'a') => matches!(last, b'd' | b'f' | b'k' | b'l' | b'm' | b'n' | b'p' | b'r'),
        (b'o', b'u') => last == b'p',
        _ => false,
    });
    let bare = match last {
        b'x' => true,
        b'l' => matches!(before, b'r' | b'w'),
        b'p' => blend && before != b'y',
        b'b' => matches!(before, b'm' | b'r'),
        b't' => matches!(before, b'c' | b'f' | b'l' | b'n' | b'p'),
        _ => false,
    };
    if pair || bare {
        return Some((stem, ""));
    }
    let one = vowels(letters).eq([letters.len() - 2]) && last.is_ascii_alphabetic();
    let lost = match last {
        b'w' | b'y' | b'h' => false,
        b'l' if blend => before != b'y' || one,
        _ => one && !is_vowel(last),
    };
    lost.then_some((stem, "e"))
}

/// Where the vowels of a stem stand: `y` behind a consonant is one, `u` behind `q` is none.
fn vowels(letters: &[u8]) -> impl Iterator<Item = usize> {
    let before = |at: usize| at.checked_sub(1).and_then(|at| letters.get(at)).copied();
    let sounds = move |&(at, &letter): &(usize, &u8)| match letter {
        b'y' => before(at).is_some_and(|l| !is_vowel(l)),
        b'u' => before(at) != Some(b'q'),
        letter => is_vowel(letter),
    };
    letters.iter().enumerate().filter(sounds).map(|(at, _)| at)
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}
