/**
 * The engine from a terminal: signs and validates thousands of files in one process, on all cores,
 * a line per file. For operators, offline batches and whoever wants to check us.
 *
 * <p>{@code ./antin sign} and {@code ./antin validate}; docs/command-line.md is the guide.
 */
@NullMarked
package vn.antin.signing.engine.command;

import org.jspecify.annotations.NullMarked;
