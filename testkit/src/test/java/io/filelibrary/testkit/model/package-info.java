/** Tests of the seeded model test itself. */
@NullMarked
package io.filelibrary.testkit.model;

import org.jspecify.annotations.NullMarked;
