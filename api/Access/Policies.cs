using System.Collections.Frozen;
using Dispatch.Access;
using static Dispatch.Access.Role;

namespace Dispatch.Api.Access;

/// <summary>The rights that routes and hub methods name, and the roles that hold them.</summary>
public static class Policies
{
    /// <summary>Own session: language, sign-out, tokens.</summary>
    public const string Session = "session";

    /// <summary>Opens tickets.</summary>
    public const string TicketsCreate = "tickets.create";

    /// <summary>Lists tickets within scope; an engineer sees his own only.</summary>
    public const string TicketsList = "tickets.list";

    /// <summary>Reads one ticket within scope.</summary>
    public const string TicketsRead = "tickets.read";

    /// <summary>Writes to the customer, or as the customer.</summary>
    public const string TicketsReply = "tickets.reply";

    /// <summary>Chooses when a visit is made; a customer his own.</summary>
    public const string TicketsAppoint = "tickets.appoint";

    /// <summary>Works on steps: claim, complete, note, hold, resume.</summary>
    public const string TicketsWork = "tickets.work";

    /// <summary>Decides over tickets: assign, transfer, priority, resolve, close, cancel, merge, book.</summary>
    public const string TicketsDesk = "tickets.desk";

    /// <summary>Reports on visits: accept, decline, depart, arrive, complete.</summary>
    public const string TicketsField = "tickets.field";

    /// <summary>Uploads and reads files of tickets within scope.</summary>
    public const string Files = "files";

    /// <summary>Reads the live board.</summary>
    public const string BoardRead = "board.read";

    /// <summary>Reads one's own notices.</summary>
    public const string Notices = "notices";

    /// <summary>Reads engineers, teams, zones and warehouses.</summary>
    public const string WorldRead = "world.read";

    /// <summary>Reports position and shift; an engineer his own only.</summary>
    public const string EngineersReport = "engineers.report";

    /// <summary>Reports presence in a team; an agent his own only.</summary>
    public const string TeamsPresence = "teams.presence";

    /// <summary>Receives stock.</summary>
    public const string StockWrite = "stock.write";

    /// <summary>Reads customers.</summary>
    public const string CustomersRead = "customers.read";

    /// <summary>Decides how customers are treated.</summary>
    public const string CustomersWrite = "customers.write";

    /// <summary>Erases a person for good.</summary>
    public const string CustomersErase = "customers.erase";

    /// <summary>Reads calendars, policies, rules, case types and fields.</summary>
    public const string ConfigurationRead = "configuration.read";

    /// <summary>Publishes configuration.</summary>
    public const string ConfigurationWrite = "configuration.write";

    /// <summary>Has plans made.</summary>
    public const string PlansSolve = "plans.solve";

    /// <summary>Reads reports.</summary>
    public const string ReportsRead = "reports.read";

    /// <summary>Manages principals and their keys.</summary>
    public const string Principals = "principals";

    /// <summary>Reads metrics.</summary>
    public const string Operations = "operations";

    /// <summary>Reads the API's description.</summary>
    public const string Docs = "docs";

    private static readonly Role[] Desk = [Admin, Manager, Dispatcher, Agent];
    private static readonly Role[] Staff = [Admin, Manager, Dispatcher, Agent, Engineer, Warehouse, Finance];

    /// <summary>Every policy and the roles that satisfy it.</summary>
    public static FrozenDictionary<string, Role[]> Roles { get; } = new Dictionary<string, Role[]>
    {
        [Session] = Enum.GetValues<Role>(),
        [TicketsCreate] = Desk,
        [TicketsList] = Staff,
        [TicketsRead] = [.. Staff, Customer],
        [TicketsReply] = [.. Desk, Customer],
        [TicketsAppoint] = [.. Desk, Customer],
        [TicketsWork] = [.. Desk, Warehouse, Finance],
        [TicketsDesk] = Desk,
        [TicketsField] = [Admin, Manager, Dispatcher, Engineer],
        [Files] = [.. Staff, Customer],
        [BoardRead] = [Admin, Manager, Dispatcher, Agent, Warehouse, Finance, Display],
        [Notices] = Staff,
        [WorldRead] = Staff,
        [EngineersReport] = [Admin, Manager, Dispatcher, Engineer],
        [TeamsPresence] = Desk,
        [StockWrite] = [Admin, Manager, Warehouse],
        [CustomersRead] = Desk,
        [CustomersWrite] = [Admin, Manager],
        [CustomersErase] = [Admin],
        [ConfigurationRead] = Staff,
        [ConfigurationWrite] = [Admin, Manager],
        [PlansSolve] = [Admin, Manager, Dispatcher],
        [ReportsRead] = [Admin, Manager],
        [Principals] = [Admin],
        [Operations] = [Admin, Manager],
        [Docs] = Staff,
    }.ToFrozenDictionary();
}
