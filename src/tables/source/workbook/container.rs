//! What a workbook is packed in, and whether it is safe to unpack.
//!
//! A workbook is a zip archive of XML. All of it is unpacked once for nothing but its size, since the
//! archive's own table of sizes may lie, and what makes calamine reserve memory on the file's word is looked
//! at on the way.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{repeats, styles};
use crate::tables::source::SourceError;
use crate::tables::source::limit::Limit;

/// The kinds of workbook, by what is inside: names are wrong now and then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Excel,
    ExcelBinary,
    OpenDocument,
}

/// A list of shared texts may promise this many, whatever its size: some programs promise one for each cell.
const PROMISED_TEXTS: u64 = 1 << 20;

/// The kind of a workbook that is safe to read.
///
/// # Errors
/// When it is no workbook, is locked, is damaged, or unpacks to too much.
pub fn examine(file: &mut File, length: u64) -> Result<Kind, SourceError> {
    let mut start = Vec::new();
    file.by_ref().take(8).read_to_end(&mut start)?;
    if start.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(SourceError::LockedOrOld);
    }
    if !start.starts_with(b"PK") {
        return Err(SourceError::BadWorkbook("it is none".into()));
    }
    let mut archive = ZipArchive::new(BufReader::new(&mut *file)).map_err(zip_error)?;
    let kind = kind_of(&archive);
    let mut limit = Limit::of(length);
    for place in 0..archive.len() {
        let member = archive.by_index(place).map_err(zip_error)?;
        let name = member.name().map_err(zip_error)?.to_ascii_lowercase();
        let mut member = BufReader::new(Counted {
            inner: member,
            limit: &mut limit,
            given: 0,
        });
        let mut promised = 0;
        match kind {
            Kind::Excel if name.ends_with("sharedstrings.xml") => {
                promised = promised_texts(&mut member)?;
            }
            Kind::Excel if name.ends_with("styles.xml") => styles::check(&mut member)?,
            Kind::OpenDocument if name == "content.xml" => repeats::check(&mut member)?,
            _ => {}
        }
        io::copy(&mut member, &mut io::sink())?;
        if promised > PROMISED_TEXTS.max(member.get_ref().given) {
            let what = format!("it promises {promised} texts and holds fewer");
            return Err(SourceError::BadWorkbook(what));
        }
    }
    drop(archive);
    file.rewind()?;
    Ok(kind)
}

fn kind_of<R: Read + Seek>(archive: &ZipArchive<R>) -> Kind {
    if archive.index_for_name("content.xml").is_some() {
        return Kind::OpenDocument;
    }
    let is_binary = archive.file_names().flatten().any(|name| {
        let name = name.to_ascii_lowercase();
        name.ends_with("workbook.bin")
    });
    if is_binary {
        Kind::ExcelBinary
    } else {
        Kind::Excel
    }
}

/// How many texts the list of shared texts says it has.
fn promised_texts(xml: impl io::BufRead) -> Result<u64, SourceError> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(xml_error)? {
            Event::Start(list) if list.local_name().as_ref() == "sst" => {
                let mut promised = 0;
                for attribute in list.attributes().with_checks(false).flatten() {
                    if attribute.key.as_ref() == "uniqueCount" {
                        promised = attribute.value.parse().unwrap_or(0).max(promised);
                    }
                }
                return Ok(promised);
            }
            Event::Eof => return Ok(0),
            _ => {}
        }
    }
}

/// A member of the archive as it is unpacked.
struct Counted<'a, R> {
    inner: R,
    limit: &'a mut Limit,
    /// Bytes it had so far.
    given: u64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(|error| {
            if error.raw_os_error().is_some() {
                error
            } else {
                SourceError::BadWorkbook(error.to_string()).into()
            }
        })?;
        self.given += read as u64;
        self.limit.count(read as u64)?;
        Ok(read)
    }
}

fn zip_error(error: ZipError) -> SourceError {
    match error {
        ZipError::Io(error) if error.raw_os_error().is_some() => SourceError::Io(error),
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            SourceError::Password
        }
        error => SourceError::BadWorkbook(error.to_string()),
    }
}

/// What reading XML failed for: its text, or the file below it.
pub fn xml_error(error: quick_xml::Error) -> SourceError {
    match error {
        quick_xml::Error::Io(error) => {
            let kind = error.kind();
            std::sync::Arc::try_unwrap(error)
                .map_or_else(|_| SourceError::Io(kind.into()), Into::into)
        }
        error => SourceError::BadWorkbook(error.to_string()),
    }
}
