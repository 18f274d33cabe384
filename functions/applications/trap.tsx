export const Trap = () => (
  <div class="lp-trap" aria-hidden="true">
    <label for="remarks">Leave this blank</label>
    <input id="remarks" name="remarks" type="text" tabIndex={-1} autocomplete="off" />
  </div>
);
