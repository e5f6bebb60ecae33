package io.filelibrary.testkit.library;

/** In work. */
interface LibraryRecordRules extends LibraryLocation {}
