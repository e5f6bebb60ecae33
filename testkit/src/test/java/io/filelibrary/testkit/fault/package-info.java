@NullMarked
package io.filelibrary.testkit.fault;

import org.jspecify.annotations.NullMarked;
