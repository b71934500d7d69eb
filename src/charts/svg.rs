//! Draws charts at build time: the vendored ECharts, unmodified, and the page's own scripts, in QuickJS.
//!
//! Every thread of the pool has an engine of its own, which loads the scripts once. What is drawn depends on the
//! request alone, never on the thread or on what was drawn before, so it can be kept: under the hash of the
//! scripts and the request, in a folder that outlives the build.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use rquickjs::allocator::RustAllocator;
use rquickjs::{CatchResultExt, Context, Ctx, Function, Object, Runtime};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::cache::Cache;

/// What ECharts asks of a browser before it draws anything. Nothing is ever animated, so nothing waits.
const STUBS: &str = "globalThis.setTimeout = () => 0; globalThis.clearTimeout = () => {}; globalThis.console = { log() {}, warn() {}, error() {} };";

/// A chart to draw, in the words of `draw.js`.
#[derive(Debug, Serialize)]
pub struct Request<'a> {
    /// The id of its skeleton.
    pub chart: &'a str,
    /// The rows it is drawn from, or the table whose first rows these are, or neither: then the days in `data`.
    pub rows: Option<&'a serde_json::Value>,
    pub table: Option<&'a serde_json::Value>,
    /// What the page says that no table has: the days, break-even.
    pub data: &'a serde_json::Value,
    pub money: &'a serde_json::Value,
    pub grain: &'a str,
    /// The words for ids of series.
    pub names: &'a serde_json::Value,
    /// In CSS pixels.
    pub width: u32,
    pub height: u32,
}

/// A chart, drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// An `svg` element; empty where there is nothing to draw.
    pub svg: String,
    /// What stands above it.
    pub key: Vec<KeyEntry>,
}

/// A line of a chart, as the key above the chart names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyEntry {
    pub text: String,
    /// As the style sheet has it: `var(--accent-bar)`.
    pub colour: String,
    /// What stands beside the text: `line`, `dotted`, `part` (a hollow point), `point`, `square` or `hollow`.
    pub style: String,
}

/// A chart that could not be drawn: a script or skeleton is at fault, never the data.
#[derive(Debug, thiserror::Error)]
#[error(
    "the chart `{chart}` cannot be drawn\n{message}\nhint: charts.prerender = \"none\" in roasbook.toml leaves drawing to the browser"
)]
pub struct DrawError {
    chart: String,
    message: String,
}

/// A script and its name.
pub struct Script {
    pub name: String,
    pub text: String,
}

/// Draws charts with one set of scripts.
pub struct Studio {
    scripts: Vec<Script>,
    /// SHA-256 over the scripts, and the version that runs them.
    hash: [u8; 32],
    cache: Option<Cache>,
    /// What this build has drawn or read: pages of the same figures share their charts.
    drawn: Mutex<HashMap<[u8; 32], Vec<Drawing>>>,
}

thread_local! {
    /// The engine of this thread, and the hash of the scripts it has loaded.
    static ENGINE: RefCell<Option<([u8; 32], Engine)>> = const { RefCell::new(None) };
}

impl Studio {
    /// Makes ready to draw with these scripts, the last of which defines `roasbook.draw`.
    #[must_use]
    pub fn new(scripts: Vec<Script>, cache: Option<Cache>) -> Self {
        let mut hash = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
        for script in &scripts {
            hash.update(&script.text);
            hash.update([0]);
        }
        Self {
            scripts,
            hash: hash.finalize().into(),
            cache,
            drawn: Mutex::default(),
        }
    }

    /// The drawings of some requests, in their order.
    ///
    /// # Errors
    /// [`DrawError`] when a script fails.
    pub fn draw(&self, requests: &[Request<'_>]) -> Result<Vec<Drawing>, DrawError> {
        let asked = serde_json::to_string(requests).expect("requests are plain maps and lists");
        let key = Sha256::new()
            .chain_update(self.hash)
            .chain_update(asked)
            .finalize()
            .into();
        if let Some(drawn) = self.drawn().get(&key) {
            return Ok(drawn.clone());
        }
        let drawn = match self.kept(&key, requests.len()) {
            Some(kept) => kept,
            None => self.draw_and_keep(&key, requests)?,
        };
        self.drawn().insert(key, drawn.clone());
        Ok(drawn)
    }

    fn drawn(&self) -> MutexGuard<'_, HashMap<[u8; 32], Vec<Drawing>>> {
        let drawn = self.drawn.lock();
        drawn.expect("nobody panics while holding the drawings")
    }

    /// What an earlier build has kept, if it is whole.
    fn kept(&self, key: &[u8; 32], count: usize) -> Option<Vec<Drawing>> {
        let bytes = self.cache.as_ref()?.read(key)?;
        let kept: Vec<Drawing> = serde_json::from_slice(&bytes).ok()?;
        (kept.len() == count).then_some(kept)
    }

    fn draw_and_keep(
        &self,
        key: &[u8; 32],
        requests: &[Request<'_>],
    ) -> Result<Vec<Drawing>, DrawError> {
        let drawn = self.draw_anew(requests)?;
        if let Some(cache) = &self.cache {
            let bytes = serde_json::to_vec(&drawn).expect("drawings are plain lists of texts");
            cache.write(key, &bytes);
        }
        Ok(drawn)
    }

    /// Gives up what the cache has not been asked for in a long while.
    pub fn tidy(&self) {
        if let Some(cache) = &self.cache {
            cache.tidy();
        }
    }

    fn draw_anew(&self, requests: &[Request<'_>]) -> Result<Vec<Drawing>, DrawError> {
        ENGINE.with_borrow_mut(|engine| {
            if engine.as_ref().is_none_or(|(hash, _)| *hash != self.hash) {
                *engine = Some((self.hash, Engine::load(&self.scripts)?));
            }
            let (_, engine) = engine.as_ref().expect("it was just loaded");
            requests
                .iter()
                .map(|request| engine.draw(request))
                .collect()
        })
    }
}

/// QuickJS with the scripts loaded.
struct Engine {
    context: Context,
}

impl Engine {
    fn load(scripts: &[Script]) -> Result<Self, DrawError> {
        let failed = |name: &str, message: String| DrawError {
            chart: name.to_owned(),
            message,
        };
        let runtime = Runtime::new_with_alloc(RustAllocator)
            .map_err(|error| failed("any", error.to_string()))?;
        // A chart leaves little behind: collecting seldom is quicker.
        runtime.set_gc_threshold(32 << 20);
        let context = Context::full(&runtime).map_err(|error| failed("any", error.to_string()))?;
        context.with(|ctx| {
            run(&ctx, STUBS).map_err(|message| failed("any", message))?;
            scripts.iter().try_for_each(|script| {
                run(&ctx, &script.text).map_err(|message| failed(&script.name, message))
            })
        })?;
        Ok(Self { context })
    }

    fn draw(&self, request: &Request<'_>) -> Result<Drawing, DrawError> {
        let asked = serde_json::to_string(request).expect("a request is plain maps and lists");
        let answer = self.context.with(|ctx| {
            let draw = || -> rquickjs::Result<String> {
                let roasbook: Object<'_> = ctx.globals().get("roasbook")?;
                let draw: Function<'_> = roasbook.get("draw")?;
                let request = ctx.json_parse(asked)?;
                let drawn: rquickjs::Value<'_> = draw.call((request,))?;
                let text = ctx.json_stringify(drawn)?;
                text.map_or_else(|| Ok("null".to_owned()), |text| text.to_string())
            };
            draw().catch(&ctx).map_err(|error| error.to_string())
        });
        let failed = |message| DrawError {
            chart: request.chart.to_owned(),
            message,
        };
        serde_json::from_str(&answer.map_err(failed)?).map_err(|error| failed(error.to_string()))
    }
}

fn run(ctx: &Ctx<'_>, script: &str) -> Result<(), String> {
    ctx.eval::<(), _>(script)
        .catch(ctx)
        .map_err(|error| error.to_string())
}
