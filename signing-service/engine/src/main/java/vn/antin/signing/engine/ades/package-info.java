/**
 * Signs what is not a PDF: XML, any file, JSON, and containers of files.
 *
 * <p>XAdES (ETSI EN 319 132-1), CAdES (EN 319 122-1), JAdES (TS 119 182-1), ASiC-S and ASiC-E (EN
 * 319 162-1), OpenDocument (ODF 1.3 part 2 section 5), levels B-B to B-LTA, by the European
 * Commission's <a href="https://github.com/esig/dss">DSS</a>. DSS's parameters are beans that
 * change while they are used; they are made anew for every call from a request, which is a value,
 * and never leave this package. What is prepared is kept as that request with its signing time, and
 * made again to be completed: if the bytes to be signed come out different, nothing is completed.
 *
 * <p>Everything foreign passes {@link vn.antin.signing.engine.xml}, {@link
 * vn.antin.signing.engine.json} or {@link vn.antin.signing.engine.container} before DSS sees it.
 */
@NullMarked
package vn.antin.signing.engine.ades;

import org.jspecify.annotations.NullMarked;
