//! The templates: built in, single files replaced by those of a folder.

use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;
use serde::Serialize;
use tera::{Context, Tera};

/// Everything under `templates/`, in the binary.
#[derive(RustEmbed)]
#[folder = "templates/"]
pub struct BuiltIn;

/// Why a page could not be made from its template.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    #[error("`{}` cannot be read: {source}", path.display())]
    Unreadable {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("a template cannot be used\n{0}")]
    Malformed(#[source] tera::Error),
    #[error("the scripts cannot be used\n{0}")]
    Script(String),
    #[error("`{page}` cannot be rendered\n{source}")]
    Render { page: String, source: tera::Error },
}

/// Ready to render.
pub struct Templates(Tera);

impl Templates {
    /// The built-in templates, those that `folder` has replaced.
    ///
    /// # Errors
    /// [`TemplateError`] when a file cannot be read or is not a template.
    pub fn load(folder: Option<&Path>) -> Result<Self, TemplateError> {
        let mut sources = Vec::new();
        for name in BuiltIn::iter().filter(|name| is_template(name)) {
            let bytes = file(&name, folder)?;
            sources.push((
                name.to_string(),
                String::from_utf8_lossy(&bytes).into_owned(),
            ));
        }
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".svg"]);
        tera.add_raw_templates(sources)
            .map_err(TemplateError::Malformed)?;
        Ok(Self(tera))
    }

    /// Renders a page with its view.
    ///
    /// # Errors
    /// [`TemplateError::Render`] when the template asks for what the view does not have.
    pub fn render(&self, template: &str, view: &impl Serialize) -> Result<String, TemplateError> {
        let failed = |source| TemplateError::Render {
            page: template.to_owned(),
            source,
        };
        let context = Context::from_serialize(view).map_err(failed)?;
        self.0.render(template, &context).map_err(failed)
    }
}

/// Pages and the picture of a page; what lies in `assets/` is sent as it is.
fn is_template(name: &str) -> bool {
    name.ends_with(".html") || name.ends_with(".svg") && !name.starts_with("assets/")
}

/// A file of `templates/`: the folder's own, else the built-in one.
///
/// # Errors
/// [`TemplateError::Unreadable`] when the folder has the file and it cannot be read.
pub fn file(name: &str, folder: Option<&Path>) -> Result<Vec<u8>, TemplateError> {
    if let Some(path) = folder
        .map(|folder| folder.join(name))
        .filter(|path| path.exists())
    {
        return std::fs::read(&path).map_err(|source| TemplateError::Unreadable { path, source });
    }
    let built_in = BuiltIn::get(name).expect("only files that are built in are asked for");
    Ok(built_in.data.into_owned())
}
