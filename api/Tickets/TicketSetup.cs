using Dispatch.Api.Customers;
using System.Security.Cryptography;
using Dispatch.Api.Files;

namespace Dispatch.Api.Tickets;

/// <summary>Registers what the routes of tickets and files need.</summary>
public static class TicketSetup
{
    /// <summary>Adds it.</summary>
    public static void AddTickets(this IServiceCollection services)
    {
        // Ids of different processes must differ, so the seed is random; a collision is refused by the journal and tried again.
        services.AddSingleton(provider => new IdSource(provider.GetRequiredService<TimeProvider>(), RandomNumberGenerator.GetInt32(int.MaxValue)));
        services.AddSingleton<TicketReach>();
        services.AddSingleton<Schedule.UnplannedVisits>();
        services.AddSingleton<AppointmentOffers>();
        services.AddSingleton<Schedule.DayImprovement>();
        services.AddSingleton<IFileReach>(provider => provider.GetRequiredService<TicketReach>());
        services.AddSingleton<CustomerTiers>();
        services.AddSingleton<CustomerCases>();
        services.AddSingleton<OpenTicketMaker>();
        services.AddSingleton<TicketPlaces>();
        services.AddSingleton<TicketIntake>();
        services.AddSingleton<TicketDetails>();
        services.AddSingleton<ClockViews>();
        services.AddSingleton<ClockHistory>();
        services.AddSingleton<EventTexts>();
        services.AddSingleton<Timeline>();
        services.AddSingleton<ITicketRows, ListedRows>();
        services.AddSingleton<IFileStore, FolderFileStore>();
        services.AddSingleton<FileCatalogue>();
    }
}
