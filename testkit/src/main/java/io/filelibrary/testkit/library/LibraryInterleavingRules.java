package io.filelibrary.testkit.library;

/** What becomes of operations that others come between. */
interface LibraryInterleavingRules extends LibraryLocation {}
