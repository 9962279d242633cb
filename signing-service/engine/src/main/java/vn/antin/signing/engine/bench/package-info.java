/**
 * Measures signing and validating against DSS, and against PDFBox with BouncyCastle, in the same
 * run and with the same key: {@code ./antin bench sign}. Started by the launcher in a JVM of its
 * own; nothing of the engine uses it.
 */
@NullMarked
package vn.antin.signing.engine.bench;

import org.jspecify.annotations.NullMarked;
