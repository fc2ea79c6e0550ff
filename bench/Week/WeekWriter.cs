using System.Collections.Immutable;
using System.Globalization;
using Dispatch.Api.Demo.Company;
using Dispatch.Api.Demo.Stream;
using Dispatch.Api.Tickets;
using Dispatch.Configuration;
using Dispatch.Fields;
using Dispatch.Matching;
using Dispatch.Routing;
using Dispatch.Silo.Founding;
using Dispatch.Sla;

namespace Dispatch.Bench.Week;

/// <summary>Draws a week of the demo company from a seed: its own engineers, cases, routing rules, calendars and policies.</summary>
internal sealed class WeekWriter(int seed)
{
    private const string Step = "visit";
    private const int CancelledOneIn = 20;
    private const int Ill = 3;

    /// <summary>As the shipped flow of repairs has it.</summary>
    private static readonly TimeSpan Planned = TimeSpan.FromMinutes(60), Within = TimeSpan.FromHours(48);

    /// <summary>Hours of the day in which tickets come in.</summary>
    private static readonly TimeSpan First = TimeSpan.FromHours(7), Last = TimeSpan.FromHours(21);

    /// <summary>Monday, 2026-03-02, in Shanghai: a week without holidays.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 3, 1, 16, 0, 0, TimeSpan.Zero);

    private readonly Random random = new(seed);
    private readonly CompanyPlan company = DemoCompany.In(DemoCity.Shanghai, live: false);
    private readonly SlaBook book = new(DemoCompany.In(DemoCity.Shanghai, live: false).Promises
        .Aggregate(ConfigurationSnapshot.Of(CalendarKind.Instance, SlaPolicyKind.Instance), (configuration, document) => configuration.With(document)));

    /// <param name="daily">Tickets with visits that come in on a day.</param>
    public WeekStory Write(int daily)
    {
        var routing = RoutingRules.Compile(new(company.Routing), FieldCatalogue.BuiltIn, [.. company.Teams.Select(team => team.Id)]).Required();
        var tiers = company.Customers.ToDictionary(customer => customer.Card.Identities[0].Value, customer => customer.Tier, StringComparer.Ordinal);
        var visits = new List<WantedVisit>();
        for (var day = 0; day < WeekStory.Length.Days; day++)
            for (var n = 0; n < daily; n++)
                visits.Add(Visit(visits.Count, Monday.AddDays(day) + Between(First, Last), routing, tiers));
        return new(Monday, company.Engineers, [.. company.Zones.Select(zone => zone.Id)], [.. visits.OrderBy(visit => visit.WantedAt)], [.. Illnesses()]);
    }

    private WantedVisit Visit(int number, DateTimeOffset opened, RoutingRules routing, Dictionary<string, string> tiers)
    {
        var ticket = Repair();
        var fields = FieldValues.Empty.With(TicketFields.Kind, FieldValue.Of(ticket.Kind)).With(TicketFields.Product, FieldValue.Of(ticket.Product))
            .With(TicketFields.CustomerTier, FieldValue.Of(tiers[ticket.Customer!.Value]));
        var (routed, wanted) = (routing.Route(fields, version: 1), opened + Between(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(40)));
        var priority = ticket.Priority ?? routed.Priority ?? Priority.Normal;
        var clocks = Clocks(fields, priority, opened, wanted);
        var zone = DemoCity.Shanghai.Zones.First(zone => zone.Contains(ticket.Place!)).Id;
        return new(
            new(string.Create(CultureInfo.InvariantCulture, $"t{number:0000}/w1"), zone, ticket.Place!, Planned, new(wanted, wanted + Within))
            {
                Skills = routed.Skills, Priority = priority, DueAt = clocks.Min(clock => clock.DueAt),
            },
            opened, wanted, clocks.FirstOrDefault(clock => clock.Metric is SlaMetric.Resolution)?.DueAt, Work(),
            random.Next(CancelledOneIn) is 0 ? wanted + Between(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24)) : null);
    }

    private CreateTicket Repair()
    {
        while (true)
            if (DemoCases.Next(random) is { Place: not null } repair)
                return repair;
    }

    /// <summary>The clocks that run when a visit is asked for, the customer having been answered.</summary>
    private List<SlaClock> Clocks(FieldValues fields, Priority priority, DateTimeOffset opened, DateTimeOffset wanted) =>
    [
        .. SlaEvaluation.Of(
                book, [new TicketOpenedAt(opened, priority) { Fields = fields }, new RespondedAt(wanted), new StepOpenedAt(wanted, Step)],
                ImmutableSortedDictionary<ZoneOf, string>.Empty, wanted).Required()
            .Clocks.Select(reading => reading.Clock).Where(clock => clock.IsOpen),
    ];

    /// <summary>Most visits take about as long as planned, some longer, a few twice as long; 65 minutes in the mean.</summary>
    private TimeSpan Work() => random.Next(10) switch
    {
        < 6 => Between(Planned * 0.75, Planned * 1.05),
        < 9 => Between(Planned * 1.05, Planned * 1.4),
        _ => Between(Planned * 1.4, Planned * 2),
    };

    /// <summary>From some hour of one day until the end of the next.</summary>
    private IEnumerable<Illness> Illnesses() =>
        from engineer in company.Engineers.Select(engineer => engineer.Id).OrderBy(_ => random.Next()).Take(Ill).ToList()
        let day = Monday.AddDays(random.Next(WeekStory.Length.Days - 1))
        select new Illness(engineer, day + Between(First, Last), day.AddDays(2));

    private TimeSpan Between(TimeSpan least, TimeSpan most) => TimeSpan.FromSeconds(random.NextInt64((long)least.TotalSeconds, (long)most.TotalSeconds));
}
