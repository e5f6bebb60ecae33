/**
 * Who calls, and what of the library they can reach: the host's {@link
 * io.filelibrary.http.access.Authenticator} names a {@link io.filelibrary.http.access.Caller}, and
 * {@link io.filelibrary.http.access.TenantLibrary} shows that caller one tenant and no other.
 */
@NullMarked
package io.filelibrary.http.access;

import org.jspecify.annotations.NullMarked;
