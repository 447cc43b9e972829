//! The Python module `dateline._core`: the only file that speaks `PyO3`.

use pyo3::prelude::*;

/// Extraction of events, claims, casualties and incidents from English news text.
#[pymodule(name = "_core", gil_used = false)]
mod core {
    use std::collections::BTreeMap;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Condvar, Mutex, PoisonError};
    use std::time::Duration;

    use jiff::civil;
    use pyo3::exceptions::{PyRuntimeError, PyValueError};
    use pyo3::prelude::*;

    use pyo3::types::{PyBytes, PyDict, PyList, PyString};

    use crate::entities::actors::Actor;
    use crate::explain::Subject;
    use crate::schema::Report;
    use crate::text::offsets;
    use crate::{Error, Options, Resources};

    /// One document as Python hands it over: text, published (ISO date), title, `doc_id`, what was wrong with it.
    type Input<'py> = (Bound<'py, PyString>, Option<String>, Option<String>, Option<String>, Vec<String>);

    /// Versioned like the package.
    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    fn resources() -> PyResult<&'static Resources> {
        Resources::builtin().map_err(|e| PyRuntimeError::new_err(e.to_string()))
    }

    /// A text ready to be read on any thread.
    struct Job {
        text: String,
        options: Options,
    }

    impl Job {
        fn new(
            text: &Bound<'_, PyString>,
            published: Option<&str>,
            title: Option<String>,
            doc_id: Option<String>,
            tokens: bool,
            mut warnings: Vec<String>,
        ) -> PyResult<Self> {
            let text = match text.to_str() {
                Ok(text) => text.to_owned(),
                Err(_) => {
                    warnings.push("the text has lone surrogates; each is read as U+FFFD".to_owned());
                    without_surrogates(text)?
                }
            };
            let published = published
                .map(|given| {
                    let fault = || Error::Published { given: given.to_owned() };
                    given.parse::<civil::Date>().map_err(|_| PyValueError::new_err(fault().to_string()))
                })
                .transpose()?;
            Ok(Self { text, options: Options { published, title, doc_id, tokens, warnings } })
        }

        /// Reads the text. A fault of our own costs this document its rows, never the others theirs.
        fn run(&self, resources: &Resources) -> Report {
            let read = AssertUnwindSafe(|| crate::extract(&self.text, &self.options, resources));
            catch_unwind(read).unwrap_or_else(|_| {
                let mut options = self.options.clone();
                options.warnings.push("internal error: nothing could be read; please report this text".to_owned());
                Report { n_chars: offsets::Offsets::new(&self.text).chars(), ..crate::extract("", &options, resources) }
            })
        }
    }

    /// Python strings may hold half a surrogate pair; each becomes U+FFFD, so that offsets stay as they are.
    fn without_surrogates(text: &Bound<'_, PyString>) -> PyResult<String> {
        let bytes = text.call_method1("encode", ("utf-32-le", "surrogatepass"))?;
        let bytes = bytes.cast_into::<PyBytes>()?;
        let units = bytes.as_bytes().chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        Ok(units.map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }

    /// One row of the user's actors: name, aliases, type, subtype, country, code.
    type ActorRow = (String, Vec<String>, String, String, String, String);

    /// What is known, the user's own actors and events included. Shared by threads, never changed.
    #[pyclass(frozen, module = "dateline._core")]
    struct Extractor {
        resources: Resources,
    }

    #[pymethods]
    impl Extractor {
        #[new]
        fn new(actors: Vec<ActorRow>, events: Option<(String, String)>) -> PyResult<Self> {
            let row =
                |(name, aliases, kind, subtype, country, code)| Actor { name, aliases, kind, subtype, country, code };
            let actors: Vec<Actor> = actors.into_iter().map(row).collect();
            let resources = Resources::with(&actors, events.as_ref().map(|(f, c)| (&**f, &**c)))
                .map_err(|e| PyValueError::new_err(e.to_string()))?;
            Ok(Self { resources })
        }

        /// Reads one document.
        fn extract<'py>(
            &self,
            text: &Bound<'py, PyString>,
            published: Option<&str>,
            title: Option<String>,
            doc_id: Option<String>,
            tokens: bool,
        ) -> PyResult<Bound<'py, PyDict>> {
            let job = Job::new(text, published, title, doc_id, tokens, Vec::new())?;
            dict(text.py(), text.py().detach(|| job.run(&self.resources)))
        }

        /// Why an event is as it is, or a sentence has none: the id of one of the two is given.
        fn explain(
            &self,
            text: &Bound<'_, PyString>,
            event: Option<&str>,
            sentence: Option<&str>,
            published: Option<&str>,
        ) -> PyResult<String> {
            let job = Job::new(text, published, None, None, false, Vec::new())?;
            let subject = match (event, sentence) {
                (Some(id), None) => Subject::Event(id),
                (None, Some(id)) => Subject::Sentence(id),
                _ => return Err(PyValueError::new_err("give the id of one event or of one sentence")),
            };
            let said = text.py().detach(|| crate::explain::explain(&job.text, &job.options, subject, &self.resources));
            said.map_err(|e| PyValueError::new_err(e.to_string()))
        }

        /// Reads some documents on `workers` threads; reports in order. A signal, such as Ctrl-C, ends it after the
        /// documents that are being read.
        fn extract_batch<'py>(
            &self,
            py: Python<'py>,
            documents: Vec<Input<'py>>,
            tokens: bool,
            workers: usize,
        ) -> PyResult<Bound<'py, PyList>> {
            let mut jobs = Vec::with_capacity(documents.len());
            for (text, published, title, doc_id, faults) in documents {
                jobs.push(Job::new(&text, published.as_deref(), title, doc_id, tokens, faults)?);
            }
            let out = PyList::empty(py);
            for report in run(py, &jobs, workers, &self.resources)? {
                out.append(dict(py, report)?)?;
            }
            Ok(out)
        }
    }

    /// Every table's keys, in the order of the output.
    #[pyfunction]
    fn keys() -> Vec<(&'static str, Vec<&'static str>)> {
        crate::schema::ROWS.iter().map(|(row, keys)| (*row, keys.to_vec())).collect()
    }

    /// Every enum of the output with its values, event types and classes included.
    #[pyfunction]
    fn enums() -> PyResult<BTreeMap<String, Vec<String>>> {
        Ok(resources()?.ontology.enums())
    }

    /// A report as a dict; without the key `tokens` where they were not asked for.
    fn dict(py: Python<'_>, report: Report) -> PyResult<Bound<'_, PyDict>> {
        let with_tokens = report.tokens.is_some();
        let dict = report.into_pyobject(py)?;
        if !with_tokens {
            dict.del_item("tokens")?;
        }
        Ok(dict)
    }

    /// Threads live only as long as the batch, so that a fork never meets one. This thread reads nothing itself: it listens
    /// for signals.
    fn run(py: Python<'_>, jobs: &[Job], workers: usize, resources: &Resources) -> PyResult<Vec<Report>> {
        let next = AtomicUsize::new(0);
        let (done, one_more) = (Mutex::new(Vec::with_capacity(jobs.len())), Condvar::new());
        let finished = || done.lock().unwrap_or_else(PoisonError::into_inner);
        std::thread::scope(|scope| {
            for _ in 0..workers.min(jobs.len()) {
                scope.spawn(|| {
                    while let Some((i, job)) = take(&next, jobs) {
                        let report = job.run(resources);
                        finished().push((i, report));
                        one_more.notify_one();
                    }
                });
            }
            loop {
                let all = py.detach(|| {
                    let wait = one_more.wait_timeout_while(finished(), SIGNALS, |done| done.len() < jobs.len());
                    wait.unwrap_or_else(PoisonError::into_inner).0.len() == jobs.len()
                });
                if all {
                    return Ok(());
                }
                if let Err(signal) = py.check_signals() {
                    next.store(jobs.len(), Ordering::Relaxed);
                    return Err(signal);
                }
            }
        })?;
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_by_key(|(i, _)| *i);
        Ok(done.into_iter().map(|(_, report)| report).collect())
    }

    /// How often a batch looks for signals.
    const SIGNALS: Duration = Duration::from_millis(50);

    /// The next job that nobody has.
    fn take<'a>(next: &AtomicUsize, jobs: &'a [Job]) -> Option<(usize, &'a Job)> {
        let i = next.fetch_add(1, Ordering::Relaxed);
        jobs.get(i).map(|job| (i, job))
    }
}
