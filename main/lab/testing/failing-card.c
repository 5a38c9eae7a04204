/*
 * A Vulkan driver that hands everything to the driver DRIVER, until the file FAILURE is there. From then on it fails as
 * the number in the file says: with that code of Vulkan, when work is submitted or memory is allocated, or by its end.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { END = 1, OUT_OF_DEVICE_MEMORY = -2, DEVICE_LOST = -4 };

typedef void (*Function)(void);
typedef Function (*GetFunction)(void *owner, const char *name);

static GetFunction get_instance_function, get_device_function;
static int (*submit)(void *queue, uint32_t count, const void *submits, void *fence);
static int (*allocate)(void *device, const void *info, const void *allocator, void *memory);

static int failure(void) {
  int code = 0;
  FILE *file = fopen(getenv("FAILURE"), "r");
  if (!file) return 0;
  if (fscanf(file, "%d", &code) != 1) code = 0;
  fclose(file);
  return code;
}

static int failing_submit(void *queue, uint32_t count, const void *submits, void *fence) {
  int code = failure();
  if (code == END) abort();
  return code == DEVICE_LOST ? code : submit(queue, count, submits, fence);
}

static int failing_allocate(void *device, const void *info, const void *allocator, void *memory) {
  int code = failure();
  return code == OUT_OF_DEVICE_MEMORY ? code : allocate(device, info, allocator, memory);
}

static Function get_failing_device_function(void *device, const char *name);

static Function failing(Function found, const char *name) {
  if (!strcmp(name, "vkQueueSubmit")) return submit = (void *)found, (Function)failing_submit;
  if (!strcmp(name, "vkAllocateMemory")) return allocate = (void *)found, (Function)failing_allocate;
  if (!strcmp(name, "vkGetDeviceProcAddr"))
    return get_device_function = (GetFunction)found, (Function)get_failing_device_function;
  return found;
}

static Function get_failing_device_function(void *device, const char *name) {
  return failing(get_device_function(device, name), name);
}

/* Where the loader of Vulkan begins. */
Function vk_icdGetInstanceProcAddr(void *instance, const char *name) {
  if (!get_instance_function) {
    void *driver = dlopen(getenv("DRIVER"), RTLD_NOW);
    if (!driver) return NULL;
    get_instance_function = (GetFunction)dlsym(driver, "vk_icdGetInstanceProcAddr");
  }
  return failing(get_instance_function(instance, name), name);
}
