#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| roasbook_fuzz::workbook(data));
