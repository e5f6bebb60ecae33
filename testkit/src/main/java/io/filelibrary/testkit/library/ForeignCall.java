package io.filelibrary.testkit.library;

import io.filelibrary.error.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A call that names something of another channel.
 *
 * @param code what it must fail with
 * @param call makes it
 */
record ForeignCall(ErrorCode code, ThrowingCallable call) {}
