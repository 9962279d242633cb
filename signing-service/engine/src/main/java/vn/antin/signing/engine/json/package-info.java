/**
 * The one way in for JSON that strangers wrote (JAdES): a pass over the bytes, before any parser,
 * refuses what is too large, too deep, or not strictly <a
 * href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>, and objects with two members of one
 * name, which parsers read differently (RFC 7515 section 10.12).
 */
@NullMarked
package vn.antin.signing.engine.json;

import org.jspecify.annotations.NullMarked;
