package vn.antin.auth.org;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;

/**
 * Who held which post, in which unit, under what names; on the day that was asked about.
 *
 * @param unit the unit to which the post belonged that day, with its name and code of that day
 * @param title the post's title that day
 * @param from the first day it was held
 * @param until the first day it was held no longer; null without an end
 * @param version counts the changes of the assignment
 */
public record Holding(
    AssignmentId id,
    AccountId account,
    String username,
    String displayName,
    PostId post,
    String title,
    UnitId unit,
    String unitCode,
    String unitName,
    AssignmentKind kind,
    LocalDate from,
    @Nullable LocalDate until,
    long version) {}
