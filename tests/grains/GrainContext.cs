using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Grains;

/// <summary>What every grain needs of its host.</summary>
internal static class GrainContext
{
    /// <summary>Adds clock and journal.</summary>
    public static IServiceCollection AddGrainContext(this IServiceCollection services, TimeProvider time, IJournal journal) =>
        services.AddLogging().AddSingleton(time).AddSingleton(journal).AddSingleton<EntityContext>();
}
