/** Tests of the Copilot Files API as a client sees it. */
@NullMarked
package io.filelibrary.http.copilot;

import org.jspecify.annotations.NullMarked;
