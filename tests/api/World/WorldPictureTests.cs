using System.Text.Json;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Grains.Journal;
using Dispatch.Grains.Local.Simulation;
using Dispatch.Planning;
using Dispatch.Silo.Journal;

namespace Dispatch.Tests.Api.World;

public sealed class WorldPictureTests : IDisposable
{
    private static readonly Place Somewhere = new(-76.61, 39.29);
    private static readonly DateTimeOffset MondayEvening = Local(2, 20);
    private readonly VirtualTime time = new(MondayEvening);
    private readonly OpenedJournal opened;
    private readonly WorldPicture world;
    private readonly EngineerViews views;

    public WorldPictureTests()
    {
        opened = OpenedJournal.Open(new("Data Source=:memory:"), time);
        world = new(opened.Journal, time);
        views = new(world, new Positions(time), new NoNumbers(), time);
    }

    [Fact]
    public async Task What_was_booked_for_tomorrow_is_todays_work_when_tomorrow_comes_without_any_event()
    {
        await Store("engineer/li", Registered("li", new(new(8, 0), new(16, 0))));
        await Store("engineer-day/li/2026-03-03", Day("li", 3, Local(3, 9), VisitState.Accepted));
        await world.Build(default);
        Assert.Equal(0, View("li").Load);

        time.AdvanceTo(Local(3, 8, 30));

        Assert.Equal((1, EngineerPresence.OnShift, Local(3, 9)), (View("li").Load, View("li").Presence, View("li").Next!.Start));
    }

    [Fact]
    public async Task A_booking_for_a_later_day_that_is_heard_of_today_is_there_when_the_day_comes()
    {
        await Store("engineer/li", Registered("li", new(new(8, 0), new(16, 0))));
        await world.Build(default);
        await Store("engineer-day/li/2026-03-05", Day("li", 5, Local(5, 9), VisitState.Accepted));
        await world.Follow(await opened.Journal.ReadFeed(0, 100), default);

        time.AdvanceTo(Local(5, 8, 30));

        Assert.Equal(1, View("li").Load);
    }

    [Fact]
    public async Task Who_works_through_the_night_is_on_shift_after_midnight_and_at_the_visits_of_the_day_on_which_it_began()
    {
        await Store("engineer/wu", Registered("wu", new(new(22, 0), new(7, 0))));
        await Store("engineer-day/wu/2026-03-02", Day("wu", 2, Local(3, 2), VisitState.Accepted));
        await world.Build(default);
        Assert.Equal(EngineerPresence.OffShift, View("wu").Presence);

        time.AdvanceTo(Local(3, 1));
        Assert.Equal((EngineerPresence.OnShift, 1), (View("wu").Presence, View("wu").Load));
        Assert.Equal(Local(3, 7), View("wu").Shift!.To);

        time.AdvanceTo(Local(3, 7, 30));
        Assert.Equal((EngineerPresence.OffShift, 0), (View("wu").Presence, View("wu").Load));
    }

    public void Dispose() => opened.Dispose();

    private EngineerView View(string id) => views.Of(world.Engineers[id]);

    private static Engineer Registered(string id, ClockSpan hours) => Engineer.Initial(id).Apply(new EngineerRegistered(new(
        id, new("李", "Li"), "company/field", [], Somewhere, ["north"],
        new("America/New_York", [.. Enum.GetValues<DayOfWeek>().Select(day => new WorkingHours(day, hours))]))));

    private static EngineerDay Day(string engineer, int day, DateTimeOffset start, VisitState state) =>
        new(engineer, new DateOnly(2026, 3, day)) { Visits = [new("t1/w1", 1, new(Somewhere, start, start.AddHours(1)), state)] };

    private async Task Store<T>(string id, T state) => await opened.Journal.Append(new(
        id, id[..id.IndexOf('/')], "company/field", ExpectedVersion: 0, [new("thing-happened.v1", time.GetUtcNow(), "{}"u8.ToArray())],
        JsonSerializer.SerializeToUtf8Bytes(state, DispatchJson.Stored), Shape: 1, WakeAt: null));

    /// <summary>An instant of March 2026 on New York's wall clock, before the clocks go forward.</summary>
    private static DateTimeOffset Local(int day, int hour, int minute = 0) =>
        new DateTimeOffset(2026, 3, day, hour, minute, 0, TimeSpan.FromHours(-5)).ToUniversalTime();

    private sealed class NoNumbers : ITicketNumbers
    {
        public string? Find(string ticket) => null;
    }
}
