/**
 * The one way in for XML that strangers wrote: nothing else in the engine parses it before this
 * package has looked at it.
 *
 * <p>A streaming pass, which builds nothing and reads no other resource, refuses document types
 * (hence entity bombs and external entities, <a
 * href="https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing">OWASP
 * XXE</a>), exceeded limits, and what makes an XML signature (<a
 * href="https://www.w3.org/TR/xmldsig-bestpractices/">W3C XML Signature Best Practices</a>) mean
 * something else than a reader sees: two elements with the id a signature refers to (signature
 * wrapping), XSLT, costly XPath. Only then is a tree built, by a parser with the same rules.
 */
@NullMarked
package vn.antin.signing.engine.xml;

import org.jspecify.annotations.NullMarked;
