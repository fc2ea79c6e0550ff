using System.Text.Json;

namespace Dispatch.Grains.Local;

/// <summary>Copies values through JSON, so that grains share no object, as on a wire.</summary>
internal sealed class JsonRoundTrip(JsonSerializerOptions options)
{
    public T Copy<T>(T value) =>
        typeof(T) == typeof(Nothing) ? value : JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(value, options), options)!;

    public object? Copy(object? value, Type declared) =>
        JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, declared, options), declared, options);
}
