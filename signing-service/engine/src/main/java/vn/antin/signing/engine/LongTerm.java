package vn.antin.signing.engine;

import vn.antin.signing.engine.revocation.RevocationSource;
import vn.antin.signing.engine.timestamp.TimeStampSource;

/** What signatures above level B-B need from elsewhere. */
public record LongTerm(TimeStampSource timeStamps, RevocationSource revocation) {}
