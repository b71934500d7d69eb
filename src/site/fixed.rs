//! Pages that are about one thing and follow no filter: all that their charts are drawn from is in the page.

use serde_json::json;

use super::insight::Insight;
use super::pictures::Painter;
use super::view::{Section, rows_in_page, script_json};
use crate::charts::svg::DrawError;
use crate::period::Grain;

/// Has the charts of some sections drawn, and gives what scripts draw them from, safe inside a script element.
/// `grain` is that of the steps in them.
///
/// # Errors
/// [`DrawError`] when a script fails.
pub fn charts_of(
    sections: &mut [Section],
    insight: &Insight<'_>,
    grain: Option<Grain>,
    painter: Option<&Painter>,
) -> Result<String, DrawError> {
    for section in sections.iter_mut() {
        if let Some(chart) = &mut section.chart {
            chart.in_page = chart.rows.is_some();
        }
    }
    let mut data = json!({
        "breakEven": insight.break_even(),
        "money": insight.money_style(),
        "rows": rows_in_page(sections),
    });
    if let Some(grain) = grain {
        data["grain"] = grain.id().into();
    }
    if let Some(painter) = painter {
        painter.paint(sections, &data)?;
    }
    Ok(script_json(&data))
}
