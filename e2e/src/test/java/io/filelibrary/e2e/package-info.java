/**
 * Tests over every module together. {@link io.filelibrary.e2e.ArchitectureTest} holds the rules of
 * docs/design.md on who may depend on whom, {@link io.filelibrary.e2e.BuildTest} what Maven itself
 * does not check.
 */
@NullMarked
package io.filelibrary.e2e;

import org.jspecify.annotations.NullMarked;
