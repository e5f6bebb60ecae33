/**
 * How the library works; not API. One room for each kind of call, all wired in {@link
 * io.filelibrary.internal.Engine}. {@link io.filelibrary.internal.Transactions} runs their work on
 * a {@link io.filelibrary.internal.TreeReader} or {@link io.filelibrary.internal.TreeWriter}, which
 * see a channel's records as a tree.
 */
@NullMarked
package io.filelibrary.internal;

import org.jspecify.annotations.NullMarked;
