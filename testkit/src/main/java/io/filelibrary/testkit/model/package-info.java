/**
 * The seeded model test: long random sequences of calls, made to a library over a catalog and a
 * storage of the author's choice and to a small model of it in memory. Results, errors and the
 * whole tree are compared after every call. A sequence that shows a difference is made as short as
 * possible and printed as one line that can be run again.
 *
 * <p>Begin with {@link io.filelibrary.testkit.model.ModelRun}; {@link
 * io.filelibrary.testkit.model.ModelBackends} is what it needs from the author. {@link
 * io.filelibrary.testkit.model.ChannelModel} is the model of one channel alone, for tests that make
 * the calls in another process or from several threads, and compare what is there at the end.
 */
@NullMarked
package io.filelibrary.testkit.model;

import org.jspecify.annotations.NullMarked;
