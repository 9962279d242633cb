/**
 * What an appearance shows: pictures, text and QR codes, with their natural size on paper, and how
 * they are drawn (ISO 32000-1 sections 8.9, 8.10 and 9.7).
 *
 * <p>Nothing here knows of pages and places. Fonts are embedded with the characters used, pictures
 * are seen as chunks before they are decoded, and what a PDF/A forbids (ISO 19005-1 and -2) is done
 * in another way.
 */
@NullMarked
package vn.antin.signing.engine.appearance.content;

import org.jspecify.annotations.NullMarked;
