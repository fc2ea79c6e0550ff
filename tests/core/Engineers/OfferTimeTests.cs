using Dispatch.Engineers;
using FsCheck;
using FsCheck.Fluent;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Engineers;

public sealed class OfferTimeTests
{
    private static readonly Engineer Engineer = Registered(Profile());

    [Fact]
    public void On_shift_an_offer_stands_for_ten_minutes() =>
        Assert.Equal(At(10, 10), OfferTime.AcceptBy(Engineer, At(10), start: At(14)));

    [Fact]
    public void An_offer_at_night_stands_until_ten_minutes_into_the_next_shift() =>
        Assert.Equal(At(9, 10), OfferTime.AcceptBy(Engineer, At(0, 30), start: At(11)));

    [Fact]
    public void An_offer_shortly_before_the_shift_ends_goes_on_with_the_next() =>
        Assert.Equal(At(9, 6).AddDays(1), OfferTime.AcceptBy(Engineer, At(17, 56), start: At(14).AddDays(1)));

    [Fact]
    public void Ten_minutes_that_end_with_the_shift_end_there() =>
        Assert.Equal(At(18), OfferTime.AcceptBy(Engineer, At(17, 50), start: At(14).AddDays(1)));

    [Fact]
    public void An_offer_for_first_thing_in_the_morning_lapses_half_an_hour_before() =>
        Assert.Equal(At(8, 30), OfferTime.AcceptBy(Engineer, At(0, 30), start: At(9)));

    [Fact]
    public void With_little_time_left_half_is_for_passing_it_on() =>
        Assert.Equal(At(10, 6), OfferTime.AcceptBy(Engineer, At(10), start: At(10, 12)));

    [Fact]
    public void A_shift_that_began_the_day_before_counts()
    {
        var night = Registered(Profile() with { Shift = NineToSix with { Weekly = [new(DayOfWeek.Sunday, new(new(22, 0), new(7, 0)))] } });
        Assert.Equal(At(0, 40), OfferTime.AcceptBy(night, At(0, 30), start: At(6)));
    }

    [Fact]
    public void A_time_of_absence_does_not_count()
    {
        var away = Engineer.Apply(new EngineerReportedSick(At(10, 5), At(13)));
        Assert.Equal(At(13, 5), OfferTime.AcceptBy(away, At(10), start: At(16)));
    }

    [Fact]
    public void An_offer_always_lapses_after_it_was_made_and_before_the_visit() => Prop.ForAll(
        Gen.Choose(0, 3 * 24 * 60).ToArbitrary(), Gen.Choose(1, 7 * 24 * 60).ToArbitrary(), (minute, ahead) =>
        {
            var now = At(0).AddMinutes(minute);
            var start = now.AddMinutes(ahead);
            var by = OfferTime.AcceptBy(Engineer, now, start);
            return now < by && by < start;
        }).QuickCheckThrowOnFailure();
}
