//! The Python module `dateline._core`: the only file that speaks `PyO3`.

use pyo3::prelude::*;

/// Extraction of events, claims, casualties and incidents from English news text.
#[pymodule(name = "_core", gil_used = false)]
mod core {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Mutex, PoisonError};

    use jiff::civil;
    use pyo3::exceptions::{PyRuntimeError, PyValueError};
    use pyo3::prelude::*;

    use pyo3::types::{PyDict, PyList};

    use crate::schema::Report;
    use crate::{Error, Options, Resources};

    /// One document as Python hands it over: text, published (ISO date), title, `doc_id`.
    type Input = (String, Option<String>, Option<String>, Option<String>);

    /// Versioned like the package.
    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    fn resources() -> PyResult<&'static Resources> {
        Resources::builtin().map_err(|e| PyRuntimeError::new_err(e.to_string()))
    }

    fn options(
        published: Option<&str>,
        title: Option<String>,
        doc_id: Option<String>,
        tokens: bool,
    ) -> PyResult<Options> {
        let published = published
            .map(|given| {
                let fault = || Error::Published { given: given.to_owned() };
                given.parse::<civil::Date>().map_err(|_| PyValueError::new_err(fault().to_string()))
            })
            .transpose()?;
        Ok(Options { published, title, doc_id, tokens })
    }

    /// Reads one document.
    #[pyfunction]
    fn extract<'py>(
        py: Python<'py>,
        text: String,
        published: Option<&str>,
        title: Option<String>,
        doc_id: Option<String>,
        tokens: bool,
    ) -> PyResult<Bound<'py, PyDict>> {
        let (options, resources) = (options(published, title, doc_id, tokens)?, resources()?);
        dict(py, py.detach(|| crate::extract(&text, &options, resources)))
    }

    /// Reads some documents on `workers` threads; reports in order.
    #[pyfunction]
    fn extract_batch<'py>(
        py: Python<'py>,
        documents: Vec<Input>,
        tokens: bool,
        workers: usize,
    ) -> PyResult<Bound<'py, PyList>> {
        let resources = resources()?;
        let mut jobs = Vec::with_capacity(documents.len());
        for (text, published, title, doc_id) in documents {
            jobs.push((text, options(published.as_deref(), title, doc_id, tokens)?));
        }
        let out = PyList::empty(py);
        for report in py.detach(|| run(&jobs, workers, resources)) {
            out.append(dict(py, report)?)?;
        }
        Ok(out)
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

    /// Threads live only as long as the batch, so that a fork never meets one.
    fn run(jobs: &[(String, Options)], workers: usize, resources: &Resources) -> Vec<Report> {
        let workers = workers.clamp(1, jobs.len().max(1));
        if workers == 1 {
            return jobs.iter().map(|(text, options)| crate::extract(text, options, resources)).collect();
        }
        let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(jobs.len())));
        std::thread::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|| {
                    while let Some((i, (text, options))) = {
                        let i = next.fetch_add(1, Ordering::Relaxed);
                        jobs.get(i).map(|job| (i, job))
                    } {
                        let report = crate::extract(text, options, resources);
                        done.lock().unwrap_or_else(PoisonError::into_inner).push((i, report));
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_by_key(|(i, _)| *i);
        done.into_iter().map(|(_, report)| report).collect()
    }
}
