package io.filelibrary.testkit.library;

/** In work. */
interface LibraryTrashRules extends LibraryLocation {}
