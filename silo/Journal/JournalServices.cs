using Dispatch.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dispatch.Silo.Journal;

/// <summary>Registers the journal.</summary>
public static class JournalServices
{
    /// <summary>Adds the journal and its reading side. The database is opened and migrated on first use.</summary>
    public static IServiceCollection AddJournal(this IServiceCollection services, JournalOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(provider => OpenedJournal.Open(options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Journal);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedJournal>().Observers);
        return services;
    }
}
