/**
 * Validation of strangers' files in a {@link vn.antin.signing.engine.child process of its own},
 * because no limit inside a process holds for the libraries that read them.
 *
 * <p>The child is a {@link vn.antin.signing.engine.validation.Validator} that reads files from its
 * standard input and writes findings to its standard output, both in bounded values; whom to trust
 * and what time it is, the parent tells it.
 */
@NullMarked
package vn.antin.signing.engine.validation.isolation;

import org.jspecify.annotations.NullMarked;
