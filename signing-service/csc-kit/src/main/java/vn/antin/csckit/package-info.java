/**
 * A black-box conformance kit for servers of the Cloud Signature Consortium's API, version 2.
 *
 * <p>It knows a server by its answers alone. Every expectation cites a paragraph of the reference
 * page ({@code docs/csc-reference.md}, cited as CSC.md), never what one server happens to do; what
 * the page leaves open is not expected. It asks for nothing that signs, and disturbs no signer
 * unless told to. One jar that needs only a JDK.
 */
@NullMarked
package vn.antin.csckit;

import org.jspecify.annotations.NullMarked;
