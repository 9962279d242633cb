/**
 * The one way in for ZIP containers of strangers: ASiC, OOXML and ODF.
 *
 * <p>ZIP (<a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a>) names
 * every entry twice, before its data and in the directory at the end, and programs differ in which
 * they believe; a container that can be read in two ways can show one document and have another
 * signed. Here both must agree, entries lie one behind the other without gap or overlap, names are
 * unique in any spelling and stay inside, sizes and checksums are true and within limits. Every
 * entry is unpacked once to know that, at constant memory.
 */
@NullMarked
package vn.antin.signing.engine.container;

import org.jspecify.annotations.NullMarked;
