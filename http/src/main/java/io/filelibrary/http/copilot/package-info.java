/** The Copilot Files API, by {@link io.filelibrary.http.copilot.CopilotEndpoints}. */
@NullMarked
package io.filelibrary.http.copilot;

import org.jspecify.annotations.NullMarked;
