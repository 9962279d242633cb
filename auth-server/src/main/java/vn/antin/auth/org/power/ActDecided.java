package vn.antin.auth.org.power;

/**
 * An act was approved and done, or refused. Published inside the transaction that decides.
 *
 * @param proposal with its decider
 */
public record ActDecided(Proposal proposal) {}
