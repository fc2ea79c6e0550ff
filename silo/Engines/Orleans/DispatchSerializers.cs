using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Dispatch.Silo.Engines;

/// <summary>Dispatch's records travel as the JSON in which they are stored, so that they need no attributes of Orleans.</summary>
public static class DispatchSerializers
{
    private const string Namespace = "Dispatch";

    /// <summary>Adds the codecs to a silo or a client.</summary>
    public static void AddDispatchSerializers(this IServiceCollection services)
    {
        services.AddSerializer(serializers => serializers.AddJsonSerializer(
            IsOurs, isCopyable: static _ => false, options => options.Configure(json => json.SerializerOptions = DispatchJson.Stored)));
        // Any: what a database driver throws travels as the cause of an outage, and must not turn the outage into a fault of the codec.
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedExceptionTypeFilter = static _ => true);
        services.AddSingleton<ITypeFilter, DispatchTypes>();
        services.AddSingleton<IGeneralizedCodec, SynthesizedLists>();
        services.AddSingleton<IGeneralizedCopier, SharedRecords>();
    }

    /// <summary>Whether a type is one of Dispatch's own values.</summary>
    internal static bool IsOurs(Type type) =>
        type.Namespace is { } name && (name == Namespace || name.StartsWith(Namespace + ".", StringComparison.Ordinal)) && !type.IsAssignableTo(typeof(Exception));
}
