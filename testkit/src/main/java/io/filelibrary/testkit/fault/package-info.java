/**
 * Stands between a library and its backends. {@link io.filelibrary.testkit.fault.FaultyStorage} and
 * {@link io.filelibrary.testkit.fault.FaultyCatalog} let one call of many fail, as {@link
 * io.filelibrary.testkit.fault.Faults} schedules it; {@link
 * io.filelibrary.testkit.fault.BackendGuard} finds calls that the protocols forbid. Both are {@link
 * io.filelibrary.testkit.fault.CallInterceptor}s, of which a test can write its own.
 */
@NullMarked
package io.filelibrary.testkit.fault;

import org.jspecify.annotations.NullMarked;
