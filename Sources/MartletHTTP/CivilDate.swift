/// A day of the Gregorian calendar.
///
/// Counted in years that begin in March, so that a leap day is a year's last, and in cycles of 400
/// years, which all have the same number of days.
package struct CivilDate {
  package let year: Int64
  package let month: Int64
  package let day: Int64

  /// Days from 1 March of the year 0 to the Unix epoch.
  package static let epoch: Int64 = 719_468

  /// The date of a day since the epoch; from the year 0 on.
  package init(daysSince1970 days: Int64) {
    // January and February of the year 0 are the end of the cycle before.
    let shifted = days + Self.epoch
    let cycle = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let rest = shifted - cycle * 146_097
    // Without the leap days that have passed, each year has 365: one each 4 years but not each 100;
    // the cycle's own, its last day, is in no year that follows.
    let years = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365
    let dayOfYear = rest - (365 * years + years / 4 - years / 100)
    // From March on, each five months have 153 days.
    let months = (5 * dayOfYear + 2) / 153
    year = 400 * cycle + years + (months >= 10 ? 1 : 0)
    month = months < 10 ? months + 3 : months - 9
    day = dayOfYear - (153 * months + 2) / 5 + 1
  }
}
