//! The gazetteer's file: sorted tables that are read in place, nothing parsed and nothing copied.
//!
//! `data/gazetteer/README.md` describes the layout, `build.py` beside it makes the file.

use super::names::{BUCKET_BITS, NameFlags, NameHash};
use crate::error::Error;
use crate::text::span::index_type;

index_type! {
    /// A place's number in the gazetteer: countries first, then first-level divisions, regions, second-level
    /// divisions and towns.
    PlaceId
}

static DATA: &[u8] = include_bytes!("../../../data/gazetteer/places.bin");
const FILE: &str = "data/gazetteer/places.bin";
const MAGIC: &[u8] = b"DLGZ\x01\0\0\0";
const ENTRY: usize = 6;
const RECORD: usize = 12;
const NOWHERE: u32 = 0xFFFF;
/// What a number in the table of subtypes means.
const SUBTYPES: [&str; 10] =
    ["country", "territory", "admin1", "admin2", "city", "area", "region", "water", "building", "infrastructure"];

#[derive(Clone, Copy)]
enum Section {
    Starts,
    Iso3,
    Capitals,
    Subtypes,
    NameEnds,
    Names,
    Folds,
    Buckets,
    Entries,
    Records,
    End,
}

/// The names and points of places.
#[derive(Clone, Copy, Debug)]
pub struct Gazetteer {
    data: &'static [u8],
    /// Where each section begins, and where the last ends.
    sections: [usize; Section::End as usize + 1],
    /// Where each group of places begins, and where the last ends.
    starts: [u32; 6],
}

impl Default for Gazetteer {
    /// A gazetteer without places.
    fn default() -> Self {
        Self { data: &[], sections: [0; 11], starts: [0; 6] }
    }
}

/// One place that bears a name.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// The place.
    pub place: PlaceId,
    /// What is known of the name.
    pub flags: NameFlags,
}

/// What the gazetteer tells of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    /// Latitude in degrees, to a few metres.
    pub lat: f64,
    /// Longitude in degrees, to a few metres.
    pub lon: f64,
    /// Its row in GeoNames.
    pub geonameid: Option<i64>,
    /// Binary logarithm of its population; 0 where that is not known.
    pub magnitude: f32,
    /// The division or country that it lies in; a country lies in itself.
    pub division: Option<PlaceId>,
    /// A name of the ontology's enum for locations or facilities.
    pub subtype: &'static str,
}

impl Gazetteer {
    /// The places that the package ships. Only the table of sections is read.
    ///
    /// # Errors
    /// The file is cut short or of another version.
    pub fn builtin() -> Result<Self, Error> {
        Self::open(DATA)
    }

    fn open(data: &'static [u8]) -> Result<Self, Error> {
        let fault = |what: &str| Error::data(FILE, None, what);
        if data.get(..MAGIC.len()) != Some(MAGIC) {
            return Err(fault("is no gazetteer of this version"));
        }
        let mut out = Self { data, ..Self::default() };
        for (i, section) in out.sections.iter_mut().enumerate() {
            *section = u32_at(data, MAGIC.len() + 4 * i).ok_or_else(|| fault("ends in its header"))? as usize;
        }
        if !out.sections.is_sorted() || out.sections[Section::End as usize] != data.len() {
            return Err(fault("is cut short"));
        }
        for i in 0..out.starts.len() {
            let start = u32_at(out.section(Section::Starts), 4 * i);
            out.starts[i] = start.ok_or_else(|| fault("has no table of groups"))?;
        }
        let places = out.starts[5] as usize;
        if out.section(Section::Records).len() != places * RECORD || !out.starts.is_sorted() {
            return Err(fault("has another number of places than it says"));
        }
        if out.section(Section::Buckets).len() != 4 * ((1 << BUCKET_BITS) + 1) {
            return Err(fault("has no table of names"));
        }
        Ok(out)
    }

    fn section(&self, section: Section) -> &'static [u8] {
        let i = section as usize;
        self.sections.get(i + 1).and_then(|&end| self.data.get(self.sections[i]..end)).unwrap_or(&[])
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.starts[5] as usize
    }

    /// True where it holds no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The places that bear a name, countries first, then by size of the group and population.
    pub fn lookup(&self, name: NameHash) -> impl Iterator<Item = Hit> + use<> {
        let (bucket, check) = name.place();
        let buckets = self.section(Section::Buckets);
        let at = |i: u64| u32_at(buckets, 4 * i as usize).unwrap_or(0) as usize * ENTRY;
        let entries = self.section(Section::Entries).get(at(bucket)..at(bucket + 1)).unwrap_or(&[]);
        entries
            .chunks_exact(ENTRY)
            .map(|e| (u24(&e[..3]), u24(&e[3..])))
            .skip_while(move |&(c, _)| c < check)
            .take_while(move |&(c, _)| c == check)
            .map(|(_, value)| Hit { place: PlaceId(value >> 6), flags: NameFlags::from_bits((value & 63) as u8) })
    }

    /// What is known of a place.
    pub fn record(&self, place: PlaceId) -> Option<Record> {
        let at = place.index().checked_mul(RECORD)?;
        let r = self.section(Section::Records).get(at..at + RECORD)?;
        let scaled = |raw: u32, range: f64| f64::from(raw) / f64::from((1u32 << 24) - 1) * range - range / 2.0;
        let division = u32::from(r[10]) | u32::from(r[11]) << 8;
        Some(Record {
            lat: round(scaled(u24(&r[..3]), 180.0)),
            lon: round(scaled(u24(&r[3..6]), 360.0)),
            geonameid: Some(i64::from(u24(&r[6..9]))).filter(|&id| id != 0),
            magnitude: f32::from(r[9]) / 8.0,
            division: (division != NOWHERE).then_some(PlaceId(division)),
            subtype: self.subtype(place),
        })
    }

    fn subtype(&self, place: PlaceId) -> &'static str {
        let [_, admin1, regions, admin2, towns, _] = self.starts;
        let subtypes = self.section(Section::Subtypes);
        let at = match place.0 {
            p if p < admin1 => subtypes.get(p as usize),
            p if p < regions => return "admin1",
            p if p < admin2 => subtypes.get((p - regions + admin1) as usize),
            p if p < towns => return "admin2",
            _ => return "city",
        };
        at.and_then(|&s| SUBTYPES.get(usize::from(s))).copied().unwrap_or("area")
    }

    /// The country of an ISO 3166 alpha-3 code.
    pub fn country(&self, iso3: &str) -> Option<PlaceId> {
        let codes = self.section(Section::Iso3);
        let (mut low, mut high) = (0, codes.len() / 3);
        while low < high {
            let middle = low + (high - low) / 2;
            match codes.get(middle * 3..middle * 3 + 3)?.cmp(iso3.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(PlaceId::new(middle)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The country that a place lies in or is.
    pub fn country_of(&self, place: PlaceId) -> Option<PlaceId> {
        let mut at = place;
        for _ in 0..3 {
            if at.0 < self.starts[1] {
                return Some(at);
            }
            at = self.record(at)?.division?;
        }
        None
    }

    /// The first-level division that a place lies in or is.
    pub fn admin1_of(&self, place: PlaceId) -> Option<PlaceId> {
        let is_division = |p: PlaceId| (self.starts[1]..self.starts[2]).contains(&p.0);
        if is_division(place) { Some(place) } else { self.record(place)?.division.filter(|&d| is_division(d)) }
    }

    /// The capital of a country.
    pub fn capital(&self, country: PlaceId) -> Option<PlaceId> {
        let at = u32_at(self.section(Section::Capitals), country.index().checked_mul(4)?)?;
        (at != u32::MAX).then_some(PlaceId(at))
    }

    /// ISO 3166 alpha-3 code of a country.
    pub fn iso3(&self, country: PlaceId) -> Option<&'static str> {
        let at = country.index().checked_mul(3)?;
        std::str::from_utf8(self.section(Section::Iso3).get(at..at + 3)?).ok()
    }

    /// The English name of a country or first-level division.
    pub fn name(&self, place: PlaceId) -> Option<&'static str> {
        let ends = self.section(Section::NameEnds);
        let end = u32_at(ends, place.index().checked_mul(4)?)? as usize;
        let start = if place.0 == 0 { 0 } else { u32_at(ends, 4 * place.index() - 4)? as usize };
        std::str::from_utf8(self.section(Section::Names).get(start..end)?).ok()
    }

    /// The two ASCII letters (or one and a zero) that a Latin letter folds to.
    pub(super) fn folded(&self, c: char) -> Option<&'static [u8]> {
        let at = match u32::from(c) {
            c @ 0xC0..0x250 => c - 0xC0,
            c @ 0x1E00..0x1F00 => c - 0x1E00 + (0x250 - 0xC0),
            _ => return None,
        };
        self.section(Section::Folds).get(2 * at as usize..2 * at as usize + 2)
    }
}

/// Degrees to five places: a metre.
fn round(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

fn u24(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |n, &b| n << 8 | u32::from(b))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builtin() -> Gazetteer {
        Gazetteer::builtin().expect("the shipped gazetteer opens")
    }

    fn first(g: &Gazetteer, name: &str) -> Option<PlaceId> {
        NameHash::of(g, name).and_then(|h| g.lookup(h).next()).map(|hit| hit.place)
    }

    #[test]
    fn every_row_of_the_shipped_file_is_sound() {
        let g = builtin();
        assert!(DATA.len() <= 6 << 20, "{} bytes", DATA.len());
        assert!(g.len() > 200_000);
        for i in 0..g.len() {
            let r = g.record(PlaceId::new(i)).expect("a record");
            assert!((-90.0..=90.0).contains(&r.lat) && (-180.0..=180.0).contains(&r.lon), "{i} {r:?}");
            assert!(r.division.is_none_or(|d| d.0 < g.starts[2]), "{i} {r:?}");
            assert!(SUBTYPES.contains(&r.subtype));
        }
        let buckets = g.section(Section::Buckets);
        let offsets: Vec<u32> = (0..=1 << BUCKET_BITS).map(|i| u32_at(buckets, 4 * i).expect("a bucket")).collect();
        assert!(offsets.is_sorted());
        assert_eq!(*offsets.last().expect("an end") as usize * ENTRY, g.section(Section::Entries).len());
        for pair in offsets.windows(2) {
            let entries = &g.section(Section::Entries)[pair[0] as usize * ENTRY..pair[1] as usize * ENTRY];
            let keys: Vec<(u32, u32)> = entries.chunks_exact(ENTRY).map(|e| (u24(&e[..3]), u24(&e[3..]))).collect();
            assert!(keys.is_sorted());
            assert!(keys.iter().all(|&(_, value)| (value >> 6) < g.starts[5]));
        }
        for c in 0..g.starts[1] {
            let iso3 = g.iso3(PlaceId(c)).expect("a code");
            assert_eq!(g.country(iso3), Some(PlaceId(c)));
            assert!(g.name(PlaceId(c)).is_some_and(|n| !n.is_empty()));
            assert!(g.capital(PlaceId(c)).is_none_or(|p| g.country_of(p) == Some(PlaceId(c))));
        }
    }

    #[test]
    fn a_file_cut_short_is_an_error() {
        assert!(Gazetteer::open(&DATA[..DATA.len() - 1]).is_err());
        assert!(Gazetteer::open(&DATA[..20]).is_err());
        assert!(Gazetteer::open(b"").is_err());
    }

    #[test]
    fn spelling_does_not_matter() {
        let g = builtin();
        let khan_younis = |name| {
            let hits = g.lookup(NameHash::of(&g, name).expect("Latin"));
            hits.filter_map(|h| g.record(h.place)?.geonameid).any(|id| id == 281_124)
        };
        for name in ["Khan Younis", "KHAN YOUNIS", "Khān Yūnis", "Khan-Yunis"] {
            assert!(khan_younis(name), "{name}");
        }
        assert!(first(&g, "Sana'a").is_some() && first(&g, "Sana’a") == first(&g, "Sanaa"));
        assert!(first(&g, "Łódź").is_some() && first(&g, "Łódź") == first(&g, "Lodz"));
        assert!(NameHash::of(&g, "Москва").is_none() && NameHash::of(&g, "…").is_none());
    }

    #[test]
    fn a_place_knows_what_it_lies_in() {
        let g = builtin();
        let fallujah = first(&g, "Fallujah").expect("known");
        let country = g.country_of(fallujah).expect("a country");
        assert_eq!(g.iso3(country), Some("IRQ"));
        assert_eq!(g.admin1_of(fallujah).and_then(|d| g.name(d)), Some("Anbar"));
        let capital = g.capital(country).expect("a capital");
        let r = g.record(capital).expect("a record");
        assert!((r.lat - 33.34).abs() < 0.1 && (r.lon - 44.4).abs() < 0.1, "{r:?}");
    }

    #[test]
    fn most_of_what_conflict_news_names_is_known() {
        let g = builtin();
        let names = "Donbas|Golan Heights|Sahel|Tigray|Darfur|Gaza Strip|West Bank|Red Sea|Strait of Hormuz|Kashmir|\
            Sinai|Nagorno-Karabakh|Crimea|Bakhmut|Avdiivka|Kherson|Rafah|Jabalia|Deir al-Balah|Beit Hanoun|Idlib|\
            Maarat al-Numan|Raqqa|Deir ez-Zor|Kobani|Afrin|Mosul|Tal Afar|Sinjar|Kirkuk|Tikrit|Ramadi|Baqubah|\
            Basra|Najaf|Hodeidah|Marib|Taiz|Saada|Mukalla|El Fasher|Nyala|Khartoum|Omdurman|Port Sudan|Mekelle|\
            Goma|Bukavu|Bunia|Beni|Butembo|Maiduguri|Chibok|Diffa|Gao|Kidal|Timbuktu|Djibo|Mopti|Pemba|Palma|\
            Mocimboa da Praia|Mogadishu|Kismayo|Baidoa|Beledweyne|Kabul|Kandahar|Lashkar Gah|Jalalabad|Kunduz|\
            Peshawar|Quetta|Miranshah|Srinagar|Imphal|Sittwe|Maungdaw|Myitkyina|Loikaw|Marawi|Jolo|Cox's Bazar|\
            Stepanakert|Tskhinvali|Sukhumi|Grozny|Makhachkala|Mariupol|Severodonetsk|Lysychansk|Pokrovsk|\
            Kramatorsk|Sevastopol|Belgorod|Kursk|Tripoli|Benghazi|Misrata|Sirte|Derna|Tobruk|Port-au-Prince|\
            Buenaventura|Culiacan|Ayacucho|San Salvador|North Kivu|Rakhine|Borno|Cabo Delgado|Helmand|Anbar";
        let unknown: Vec<&str> = names.split('|').filter(|n| first(&g, n).is_none()).collect();
        assert!(unknown.len() <= 6, "{unknown:?}");
    }
}
