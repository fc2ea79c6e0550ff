using Dispatch.Api.Access;
using Dispatch.Api.Board;
using Dispatch.Api.Calendars;
using Dispatch.Api.Cluster;
using Dispatch.Api.Configuration;
using Dispatch.Api.Customers;
using Dispatch.Api.Documentation;
using Dispatch.Api.Engineers;
using Dispatch.Api.Files;
using Dispatch.Api.Hosting;
using Dispatch.Api.Metrics;
using Dispatch.Api.Notices;
using Dispatch.Api.Plans;
using Dispatch.Api.Principals;
using Dispatch.Api.Reports;
using Dispatch.Api.Schedule;
using Dispatch.Api.Session;
using Dispatch.Api.SlaPolicies;
using Dispatch.Api.Teams;
using Dispatch.Api.Tickets;
using Dispatch.Api.Warehouses;
using Dispatch.Api.Zones;

namespace Dispatch.Api;

/// <summary>Every route of the service.</summary>
public static class Routes
{
    /// <summary>Maps them all.</summary>
    public static void MapDispatch(this IEndpointRouteBuilder app)
    {
        app.MapHealth();
        app.MapMetrics();
        app.MapDocumentation();
        var api = app.MapGroup("/api");
        api.MapSession();
        api.MapPrincipals();
        api.MapTickets();
        api.MapNotices();
        api.MapFiles();
        api.MapEngineers();
        api.MapTeams();
        api.MapZones();
        api.MapWarehouses();
        api.MapCustomers();
        api.MapConfiguration();
        api.MapSlaPolicies();
        api.MapPlans();
        api.MapSchedule();
        api.MapReports();
        CalculateDue.Map(api);
        ImportHolidays.Map(api);
        ListHolidayWarnings.Map(api);
        GetCluster.Map(api);
        app.MapHub<BoardHub>(BoardHub.Path).RequireAuthorization(Policies.BoardRead);
        app.MapHub<NoticeHub>(NoticeHub.Path).RequireAuthorization(Policies.Notices);
    }
}
