using Dispatch.Engineers;
using Dispatch.Planning;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Engineers;

public sealed class EngineerTests
{
    private static readonly Engineer Wei = Registered(Profile());

    [Fact]
    public void Registering_twice_changes_nothing() =>
        Assert.Empty(EngineerDecisions.Decide(Wei, new RegisterEngineer(Profile()), At(9)).Events);

    [Fact]
    public void Nobody_unregistered_can_be_told_anything() =>
        Assert.Equal(RejectionCode.EngineerUnknown, EngineerDecisions.Decide(Engineer.Initial("li.wei"), new ReportBack(), At(9)).Rejection?.Code);

    [Fact]
    public void Sick_from_noon_leaves_the_morning()
    {
        var terms = After(Wei, new ReportSick(At(12))).TermsOn(Monday, KilometreAMinute);
        Assert.Equal([new Window(At(9), At(12))], terms.Shift);
        Assert.True(terms.Absent);
    }

    [Fact]
    public void An_absence_that_ends_leaves_what_comes_after()
    {
        var terms = After(Wei, new ReportSick(At(10), At(14))).TermsOn(Monday, KilometreAMinute);
        Assert.Equal([new Window(At(9), At(10)), new Window(At(14), At(18))], terms.Shift);
    }

    [Fact]
    public void An_absence_ends_by_its_own_wake_up_at_its_instant()
    {
        var away = After(Wei, new ReportSick(At(10), At(14)));
        Assert.Equal(At(14), away.NextWake);
        Assert.Empty(EngineerDecisions.Decide(away, new CheckAbsence(), At(13, 59, 59)).Events);
        Assert.Equal([new EngineerReportedBack(At(14))], EngineerDecisions.Decide(away, new CheckAbsence(), At(14, 0, 3)).Events);
    }

    [Fact]
    public void An_absence_that_ends_before_it_begins_is_refused_and_says_where()
    {
        var decision = EngineerDecisions.Decide(Wei, new ReportSick(At(12), At(11)), At(9));
        Assert.Equal((RejectionCode.AbsenceEndsTooSoon, "$.until"), (decision.Rejection!.Code, decision.Rejection.Path));
    }

    [Fact]
    public void His_own_speed_replaces_the_models()
    {
        var terms = Registered(Profile() with { SpeedKmh = 15 }).TermsOn(Monday, KilometreAMinute);
        Assert.Equal(new TravelModel(15, 1), terms.Travel);
    }

    [Fact]
    public void Days_and_zones_hear_of_a_change_until_they_acknowledge_it()
    {
        var open = After(Wei with { Untold = [] }, new OpenEngineerDay(Monday));
        Assert.Empty(open.Untold);
        var sick = After(open, new ReportSick());
        Assert.Equal(["2026-03-02", "zone/east"], sick.Untold);
        Assert.Equal(["zone/east"], After(sick, new MarkEngineerTold(["2026-03-02"], sick.Changes)).Untold);
    }

    [Fact]
    public void Having_heard_of_an_older_change_is_not_enough()
    {
        var sick = After(Wei, new ReportSick());
        Assert.Empty(EngineerDecisions.Decide(sick, new MarkEngineerTold(["zone/east"], Wei.Changes), At(9)).Events);
    }

    [Fact]
    public void A_zone_that_he_leaves_hears_of_it_too()
    {
        var moved = After(Wei with { Untold = [] }, new RegisterEngineer(Profile() with { Zones = ["west"] }));
        Assert.Equal(["zone/east", "zone/west"], moved.Untold);
    }

    [Fact]
    public void State_survives_storage()
    {
        var engineer = After(After(Registered(Profile("li.wei", new Skill("fridge", 3))), new OpenEngineerDay(Monday)), new ReportSick(At(10), At(14)));
        Assert.Equal(engineer.Json(), engineer.Stored().Json());
        Assert.Equal(engineer.Profile, engineer.Stored().Profile);
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_profile_is_refused_at_the_member_at_fault(string path, EngineerProfile profile)
    {
        var decision = EngineerDecisions.Decide(Engineer.Initial("li.wei"), new RegisterEngineer(profile), At(9));
        Assert.Equal(path, decision.Rejection?.Path);
    }

    public static TheoryData<string, EngineerProfile> Impossible() => new()
    {
        { "$.id", Profile("Li Wei") },
        { "$.home", Profile() with { Home = new(181, 31) } },
        { "$.home", Profile() with { Home = new(double.NaN, 31) } },
        { "$.speedKmh", Profile() with { SpeedKmh = 0 } },
        { "$.speedKmh", Profile() with { SpeedKmh = double.NaN } },
        { "$.maxVisitsPerDay", Profile() with { MaxVisitsPerDay = 0 } },
        { "$.skills[0].level", Profile("li.wei", new Skill("fridge", 6)) },
        { "$.skills[1].id", Profile("li.wei", new Skill("fridge", 1), new Skill("fridge", 2)) },
        { "$.shift.timeZone", Profile() with { Shift = NineToSix with { TimeZone = "Mars/Olympus" } } },
        { "$.shift.weekly", Profile() with { Shift = NineToSix with { Weekly = [new(DayOfWeek.Monday, new(new(9, 0), new(13, 0))), new(DayOfWeek.Monday, new(new(12, 0), new(18, 0)))] } } },
        { "$.shift.weekly", Profile() with { Shift = NineToSix with { Weekly = [new(DayOfWeek.Saturday, new(new(22, 0), new(6, 0))), new(DayOfWeek.Sunday, new(new(5, 0), new(9, 0)))] } } },
        { "$.shift.exceptions[0]", Profile() with { Shift = NineToSix with { Exceptions = [new(Monday, [new(new(9, 0), new(12, 0)), new(new(11, 0), new(13, 0))])] } } },
    };

    private static Engineer After(Engineer engineer, EngineerCommand command) =>
        EngineerDecisions.Decide(engineer, command, At(9)).Fold<Engineer, EngineerEvent>(engineer, (state, @event) => state.Apply(@event));
}
