package io.filelibrary.benchmarks.peers.springcontent;

import org.springframework.content.fs.store.FilesystemContentStore;

/** The contents on the disk. */
interface FileContents extends FilesystemContentStore<StoredFile, String> {}
