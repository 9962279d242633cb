package vn.antin.signing.engine.appearance;

/** What a signature looks like and where; {@link Decree30} makes those of official documents. */
public record Appearance(Placement placement, Content content) {}
